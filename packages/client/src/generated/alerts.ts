// Made from alerts.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, latest change first */
        get: {
            parameters: {
                query?: {
                    state?: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                    origin?: "own" | "received";
                    category?: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                    issuer?: string;
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: {
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @enum {unknown} */
                                origin: "own" | "received";
                                /** @enum {unknown} */
                                state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                                pending: null | ("draft" | "submitted");
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                action: "contact-issuer" | "record-discreetly" | "interview-and-refer" | "refuse-service" | "warn-applicant" | "check-document" | "be-aware";
                                /** @enum {unknown} */
                                mode: "actual" | "exercise";
                                flagged: boolean;
                                contest: null | ("contested" | "blocked");
                                label: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                reviewBy: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                updatedAt: string;
                            }[];
                            next: null | string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Draft an alert */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                        /** @enum {unknown} */
                        mode?: "actual" | "exercise";
                        authority: string;
                        grade: {
                            /** @enum {unknown} */
                            source: "A" | "B" | "C" | "X";
                            information: number;
                        };
                        handling: {
                            /** @enum {unknown} */
                            tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                            /** @enum {unknown} */
                            onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                        };
                        purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validFrom?: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validUntil: string;
                        cautions?: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                        links?: {
                            /** @enum {unknown} */
                            kind: "same-network" | "same-employer" | "same-posting" | "same-premises" | "supersedes" | "related";
                            /** @description UUID version 7 */
                            alert: string;
                            reason: string;
                        }[];
                        statement: string;
                        identity?: {
                            /** @enum {unknown} */
                            subject: "person" | "organisation";
                            names: {
                                full: string;
                                /** @enum {unknown} */
                                kind: "primary" | "alias" | "weak-alias" | "former" | "trade";
                                /** @description ISO 15924 code of the script */
                                script?: string;
                                given?: string;
                                family?: string;
                                patronymic?: string;
                            }[];
                            birthDates?: {
                                /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                date: string;
                                approximate?: boolean;
                            }[];
                            /** @enum {unknown} */
                            sex?: "female" | "male" | "unspecified";
                            nationalities?: string[];
                            places?: {
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                                locality?: string;
                            }[];
                            documents?: {
                                /** @enum {unknown} */
                                kind: "passport" | "identity-card" | "visa" | "residence-permit" | "work-permit" | "contract" | "other";
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            }[];
                            registrations?: {
                                /** @enum {unknown} */
                                kind: "licence" | "registration" | "tax";
                                number: string;
                                authority?: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            }[];
                            phones?: string[];
                            emails?: string[];
                            urls?: string[];
                            handles?: {
                                /** @enum {unknown} */
                                service: "facebook" | "imo" | "instagram" | "line" | "linkedin" | "signal" | "telegram" | "tiktok" | "viber" | "vk" | "wechat" | "whatsapp" | "x" | "zalo" | "other";
                                handle: string;
                            }[];
                            accounts?: {
                                /** @enum {unknown} */
                                kind: "iban" | "bank" | "mobile-money" | "crypto";
                                number: string;
                            }[];
                        };
                        posting?: {
                            title?: string;
                            employerClaimed?: string;
                            occupation?: string;
                            /** @description ISO 3166-1 alpha-2 code */
                            country?: string;
                            locality?: string;
                            pay?: string;
                            feeAsked?: string;
                            /** @description ISO 639 code */
                            language?: string;
                            /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                            seenOn?: string;
                            text?: string;
                        };
                        grounds: {
                            codes: {
                                /** @enum {unknown} */
                                list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                code: string;
                            }[];
                            legalBasis: string;
                            decisionReference?: string;
                            narrative?: string;
                        };
                        evidence?: {
                            caseReference: string;
                            exhibits: {
                                /** @description SHA-256 in hexadecimal */
                                sha256: string;
                                /** @enum {unknown} */
                                kind: "document" | "image" | "recording" | "message" | "statement" | "transaction" | "other";
                                /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                takenAt?: string;
                            }[];
                        };
                        notes?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert, as far as the reader may see it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            summary: {
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @enum {unknown} */
                                origin: "own" | "received";
                                /** @enum {unknown} */
                                state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                                pending: null | ("draft" | "submitted");
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                action: "contact-issuer" | "record-discreetly" | "interview-and-refer" | "refuse-service" | "warn-applicant" | "check-document" | "be-aware";
                                /** @enum {unknown} */
                                mode: "actual" | "exercise";
                                flagged: boolean;
                                contest: null | ("contested" | "blocked");
                                label: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                reviewBy: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                updatedAt: string;
                            };
                            content: {
                                /** @enum {unknown} */
                                category?: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                mode?: "actual" | "exercise";
                                authority?: string;
                                grade?: {
                                    /** @enum {unknown} */
                                    source: "A" | "B" | "C" | "X";
                                    information: number;
                                };
                                handling?: {
                                    /** @enum {unknown} */
                                    tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @enum {unknown} */
                                    onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                };
                                purposes?: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom?: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil?: string;
                                cautions?: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                                links?: {
                                    /** @enum {unknown} */
                                    kind: "same-network" | "same-employer" | "same-posting" | "same-premises" | "supersedes" | "related";
                                    /** @description UUID version 7 */
                                    alert: string;
                                    reason: string;
                                }[];
                                statement?: string;
                                identity?: {
                                    /** @enum {unknown} */
                                    subject: "person" | "organisation";
                                    names: {
                                        full: string;
                                        /** @enum {unknown} */
                                        kind: "primary" | "alias" | "weak-alias" | "former" | "trade";
                                        /** @description ISO 15924 code of the script */
                                        script?: string;
                                        given?: string;
                                        family?: string;
                                        patronymic?: string;
                                    }[];
                                    birthDates?: {
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        date: string;
                                        approximate?: boolean;
                                    }[];
                                    /** @enum {unknown} */
                                    sex?: "female" | "male" | "unspecified";
                                    nationalities?: string[];
                                    places?: {
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                        locality?: string;
                                    }[];
                                    documents?: {
                                        /** @enum {unknown} */
                                        kind: "passport" | "identity-card" | "visa" | "residence-permit" | "work-permit" | "contract" | "other";
                                        number: string;
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                    }[];
                                    registrations?: {
                                        /** @enum {unknown} */
                                        kind: "licence" | "registration" | "tax";
                                        number: string;
                                        authority?: string;
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                    }[];
                                    phones?: string[];
                                    emails?: string[];
                                    urls?: string[];
                                    handles?: {
                                        /** @enum {unknown} */
                                        service: "facebook" | "imo" | "instagram" | "line" | "linkedin" | "signal" | "telegram" | "tiktok" | "viber" | "vk" | "wechat" | "whatsapp" | "x" | "zalo" | "other";
                                        handle: string;
                                    }[];
                                    accounts?: {
                                        /** @enum {unknown} */
                                        kind: "iban" | "bank" | "mobile-money" | "crypto";
                                        number: string;
                                    }[];
                                };
                                posting?: {
                                    title?: string;
                                    employerClaimed?: string;
                                    occupation?: string;
                                    /** @description ISO 3166-1 alpha-2 code */
                                    country?: string;
                                    locality?: string;
                                    pay?: string;
                                    feeAsked?: string;
                                    /** @description ISO 639 code */
                                    language?: string;
                                    /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                    seenOn?: string;
                                    text?: string;
                                };
                                grounds?: {
                                    codes: {
                                        /** @enum {unknown} */
                                        list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                        code: string;
                                    }[];
                                    legalBasis: string;
                                    decisionReference?: string;
                                    narrative?: string;
                                };
                                evidence?: {
                                    caseReference: string;
                                    exhibits: {
                                        /** @description SHA-256 in hexadecimal */
                                        sha256: string;
                                        /** @enum {unknown} */
                                        kind: "document" | "image" | "recording" | "message" | "statement" | "transaction" | "other";
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        takenAt?: string;
                                    }[];
                                };
                                notes?: string;
                            };
                            draft: null | {
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                mode?: "actual" | "exercise";
                                authority: string;
                                grade: {
                                    /** @enum {unknown} */
                                    source: "A" | "B" | "C" | "X";
                                    information: number;
                                };
                                handling: {
                                    /** @enum {unknown} */
                                    tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @enum {unknown} */
                                    onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                };
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom?: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                cautions?: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                                links?: {
                                    /** @enum {unknown} */
                                    kind: "same-network" | "same-employer" | "same-posting" | "same-premises" | "supersedes" | "related";
                                    /** @description UUID version 7 */
                                    alert: string;
                                    reason: string;
                                }[];
                                statement: string;
                                identity?: {
                                    /** @enum {unknown} */
                                    subject: "person" | "organisation";
                                    names: {
                                        full: string;
                                        /** @enum {unknown} */
                                        kind: "primary" | "alias" | "weak-alias" | "former" | "trade";
                                        /** @description ISO 15924 code of the script */
                                        script?: string;
                                        given?: string;
                                        family?: string;
                                        patronymic?: string;
                                    }[];
                                    birthDates?: {
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        date: string;
                                        approximate?: boolean;
                                    }[];
                                    /** @enum {unknown} */
                                    sex?: "female" | "male" | "unspecified";
                                    nationalities?: string[];
                                    places?: {
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                        locality?: string;
                                    }[];
                                    documents?: {
                                        /** @enum {unknown} */
                                        kind: "passport" | "identity-card" | "visa" | "residence-permit" | "work-permit" | "contract" | "other";
                                        number: string;
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                    }[];
                                    registrations?: {
                                        /** @enum {unknown} */
                                        kind: "licence" | "registration" | "tax";
                                        number: string;
                                        authority?: string;
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                    }[];
                                    phones?: string[];
                                    emails?: string[];
                                    urls?: string[];
                                    handles?: {
                                        /** @enum {unknown} */
                                        service: "facebook" | "imo" | "instagram" | "line" | "linkedin" | "signal" | "telegram" | "tiktok" | "viber" | "vk" | "wechat" | "whatsapp" | "x" | "zalo" | "other";
                                        handle: string;
                                    }[];
                                    accounts?: {
                                        /** @enum {unknown} */
                                        kind: "iban" | "bank" | "mobile-money" | "crypto";
                                        number: string;
                                    }[];
                                };
                                posting?: {
                                    title?: string;
                                    employerClaimed?: string;
                                    occupation?: string;
                                    /** @description ISO 3166-1 alpha-2 code */
                                    country?: string;
                                    locality?: string;
                                    pay?: string;
                                    feeAsked?: string;
                                    /** @description ISO 639 code */
                                    language?: string;
                                    /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                    seenOn?: string;
                                    text?: string;
                                };
                                grounds: {
                                    codes: {
                                        /** @enum {unknown} */
                                        list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                        code: string;
                                    }[];
                                    legalBasis: string;
                                    decisionReference?: string;
                                    narrative?: string;
                                };
                                evidence?: {
                                    caseReference: string;
                                    exhibits: {
                                        /** @description SHA-256 in hexadecimal */
                                        sha256: string;
                                        /** @enum {unknown} */
                                        kind: "document" | "image" | "recording" | "message" | "statement" | "transaction" | "other";
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        takenAt?: string;
                                    }[];
                                };
                                notes?: string;
                            };
                            returned?: string;
                            issuedAt: null | string;
                            drafter: null | string;
                            approver: null | string;
                            reason?: string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                compartments: string[];
                                /** @enum {boolean} */
                                presumed?: true;
                            }[];
                            flags: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                by: string;
                                /** @enum {unknown} */
                                reason: "national-law" | "international-obligation" | "national-interest";
                                note?: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                since: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would get the change that waits if it were approved now, and what each would see */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                compartments: {
                                    /** @enum {unknown} */
                                    name: "identity" | "contacts" | "posting" | "grounds" | "evidence";
                                    fields: string[];
                                }[];
                                policies: string[];
                            }[];
                            others: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Edit a draft, or begin the next version */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                        /** @enum {unknown} */
                        mode?: "actual" | "exercise";
                        authority: string;
                        grade: {
                            /** @enum {unknown} */
                            source: "A" | "B" | "C" | "X";
                            information: number;
                        };
                        handling: {
                            /** @enum {unknown} */
                            tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                            /** @enum {unknown} */
                            onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                        };
                        purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validFrom?: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validUntil: string;
                        cautions?: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                        links?: {
                            /** @enum {unknown} */
                            kind: "same-network" | "same-employer" | "same-posting" | "same-premises" | "supersedes" | "related";
                            /** @description UUID version 7 */
                            alert: string;
                            reason: string;
                        }[];
                        statement: string;
                        identity?: {
                            /** @enum {unknown} */
                            subject: "person" | "organisation";
                            names: {
                                full: string;
                                /** @enum {unknown} */
                                kind: "primary" | "alias" | "weak-alias" | "former" | "trade";
                                /** @description ISO 15924 code of the script */
                                script?: string;
                                given?: string;
                                family?: string;
                                patronymic?: string;
                            }[];
                            birthDates?: {
                                /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                date: string;
                                approximate?: boolean;
                            }[];
                            /** @enum {unknown} */
                            sex?: "female" | "male" | "unspecified";
                            nationalities?: string[];
                            places?: {
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                                locality?: string;
                            }[];
                            documents?: {
                                /** @enum {unknown} */
                                kind: "passport" | "identity-card" | "visa" | "residence-permit" | "work-permit" | "contract" | "other";
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            }[];
                            registrations?: {
                                /** @enum {unknown} */
                                kind: "licence" | "registration" | "tax";
                                number: string;
                                authority?: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            }[];
                            phones?: string[];
                            emails?: string[];
                            urls?: string[];
                            handles?: {
                                /** @enum {unknown} */
                                service: "facebook" | "imo" | "instagram" | "line" | "linkedin" | "signal" | "telegram" | "tiktok" | "viber" | "vk" | "wechat" | "whatsapp" | "x" | "zalo" | "other";
                                handle: string;
                            }[];
                            accounts?: {
                                /** @enum {unknown} */
                                kind: "iban" | "bank" | "mobile-money" | "crypto";
                                number: string;
                            }[];
                        };
                        posting?: {
                            title?: string;
                            employerClaimed?: string;
                            occupation?: string;
                            /** @description ISO 3166-1 alpha-2 code */
                            country?: string;
                            locality?: string;
                            pay?: string;
                            feeAsked?: string;
                            /** @description ISO 639 code */
                            language?: string;
                            /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                            seenOn?: string;
                            text?: string;
                        };
                        grounds: {
                            codes: {
                                /** @enum {unknown} */
                                list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                code: string;
                            }[];
                            legalBasis: string;
                            decisionReference?: string;
                            narrative?: string;
                        };
                        evidence?: {
                            caseReference: string;
                            exhibits: {
                                /** @description SHA-256 in hexadecimal */
                                sha256: string;
                                /** @enum {unknown} */
                                kind: "document" | "image" | "recording" | "message" | "statement" | "transaction" | "other";
                                /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                takenAt?: string;
                            }[];
                        };
                        notes?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        post?: never;
        /** Discard a draft */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit a draft for approval */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a draft back, saying why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a draft as second officer, and issue it to the recipients of a preview */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description SHA-256 in hexadecimal */
                        recipients: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an alert back everywhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        reason: "purpose-achieved" | "mistaken" | "subject-cleared" | "licence-restored" | "source-removed" | "expired" | "duplicate" | "lawful-request";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/flag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not act upon an alert of another jurisdiction here, and tell it why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        reason: "national-law" | "international-obligation" | "national-interest";
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/unflag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Act upon a flagged alert again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews-due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts of this node that end by themselves soon unless somebody reviews them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: {
                                alert: {
                                    /** @description UUID version 7 */
                                    id: string;
                                    version: number;
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    issuer: string;
                                    /** @enum {unknown} */
                                    origin: "own" | "received";
                                    /** @enum {unknown} */
                                    state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                                    pending: null | ("draft" | "submitted");
                                    /** @enum {unknown} */
                                    category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                    /** @enum {unknown} */
                                    action: "contact-issuer" | "record-discreetly" | "interview-and-refer" | "refuse-service" | "warn-applicant" | "check-document" | "be-aware";
                                    /** @enum {unknown} */
                                    mode: "actual" | "exercise";
                                    flagged: boolean;
                                    contest: null | ("contested" | "blocked");
                                    label: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    validUntil: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    reviewBy: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    updatedAt: string;
                                };
                                /** @description UTC time with milliseconds, RFC 3339 */
                                noticedAt: string;
                            }[];
                            more: boolean;
                            lists: {
                                source: string;
                                alerts: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                firstEndsAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose that an alert stands longer, with an assessment of its own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validUntil: string;
                        statement: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "draft" | "submitted" | "active" | "withdrawn" | "expired" | "quarantined";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done about alerts, the latest first, and who has not said anything yet */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            alerts: {
                                /** @description UUID version 7 */
                                alert: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                measures: number;
                                hits: number;
                                answered: string[];
                                silent: string[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each jurisdiction did about one alert, as far as it told this node */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            alert: string;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            /** @enum {unknown} */
                            category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                            jurisdictions: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                hits: number;
                                confirmed: number;
                                notThisPerson: number;
                                taken: ("stopped" | "interviewed" | "observed" | "service-refused" | "applicant-warned" | "document-checked" | "document-seized" | "none")[];
                                measures: {
                                    /** @description UUID version 7 */
                                    id: string;
                                    /** @enum {unknown} */
                                    kind: "inspection-opened" | "investigation-opened" | "licence-suspended" | "licence-refused" | "service-refused" | "entry-refused" | "posting-removed" | "accounts-frozen" | "public-warned" | "workers-assisted" | "referred" | "none";
                                    /** @description YYYY-MM-DD */
                                    day: string;
                                    authority: string;
                                    reference?: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    at: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Tell the issuer of an alert what was done about it here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        kind: "inspection-opened" | "investigation-opened" | "licence-suspended" | "licence-refused" | "service-refused" | "entry-refused" | "posting-removed" | "accounts-frozen" | "public-warned" | "workers-assisted" | "referred" | "none";
                        /** @description YYYY-MM-DD */
                        day: string;
                        reference?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-registers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Registers of licences that are here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            registers: {
                                /** @description Name of a register of licences */
                                register: string;
                                licences: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                importedAt: string;
                                importedBy: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/licence-registers/{register}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Import a register, in the place of what was imported under its name before */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Name of a register of licences */
                    register: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        licences: {
                            number: string;
                            name: string;
                            place?: string;
                            /** @enum {unknown} */
                            state: "licensed" | "suspended" | "revoked" | "expired";
                            /** @description YYYY-MM-DD */
                            validUntil?: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Licences that the subject of a change that waits may hold */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            registers: {
                                /** @description Name of a register of licences */
                                register: string;
                                licences: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                importedAt: string;
                                importedBy: string;
                            }[];
                            licences: {
                                /** @description Name of a register of licences */
                                register: string;
                                licence: {
                                    number: string;
                                    name: string;
                                    place?: string;
                                    /** @enum {unknown} */
                                    state: "licensed" | "suspended" | "revoked" | "expired";
                                    /** @description YYYY-MM-DD */
                                    validUntil?: string;
                                };
                                score: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hits, latest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hits: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                reporter: string;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                danger: boolean;
                                /** @enum {unknown} */
                                state: "open" | "closed";
                                outcome: null | ("confirmed" | "not-this-person" | "undetermined");
                                /** @description UTC time with milliseconds, RFC 3339 */
                                dueBy: string;
                                overdue: boolean;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                createdAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Confirm a hit, and report it to the issuer of the alert */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID version 7 */
                        alert: string;
                        /** @description UTC time to the hour, RFC 3339 */
                        at: string;
                        place: string;
                        /** @enum {unknown} */
                        taken: "stopped" | "interviewed" | "observed" | "service-refused" | "applicant-warned" | "document-checked" | "document-seized" | "none";
                        danger: boolean;
                        contact: {
                            desk: string;
                            phone?: string;
                            email?: string;
                            hours?: string;
                        };
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            dueBy: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hit-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often each alert was met, and how often it and its issuer were right */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                /** @description UUID version 7 */
                                alert: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                hits: number;
                                open: number;
                                confirmed: number;
                                notThisPerson: number;
                                undetermined: number;
                            }[];
                            issuers: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                alerts: number;
                                hits: number;
                                open: number;
                                confirmed: number;
                                notThisPerson: number;
                                undetermined: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hit with its thread */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hit: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                reporter: string;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                danger: boolean;
                                /** @enum {unknown} */
                                state: "open" | "closed";
                                outcome: null | ("confirmed" | "not-this-person" | "undetermined");
                                /** @description UTC time with milliseconds, RFC 3339 */
                                dueBy: string;
                                overdue: boolean;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                createdAt: string;
                            };
                            report: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description UTC time to the hour, RFC 3339 */
                                at: string;
                                place: string;
                                /** @enum {unknown} */
                                taken: "stopped" | "interviewed" | "observed" | "service-refused" | "applicant-warned" | "document-checked" | "document-seized" | "none";
                                danger: boolean;
                                contact: {
                                    desk: string;
                                    phone?: string;
                                    email?: string;
                                    hours?: string;
                                };
                                note?: string;
                            };
                            messages: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                from: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                /** @description SHA-256 in hexadecimal */
                                digest: string;
                                content: {
                                    /** @enum {string} */
                                    kind: "request";
                                    legalBasis: string;
                                    question: string;
                                    /** @enum {unknown} */
                                    urgency: "urgent" | "normal";
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    dueBy: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "answer";
                                    /** @description UUID version 7 */
                                    request: string;
                                    text: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "handover";
                                    exhibits: string[];
                                    from: string;
                                    to: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    handedAt: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "handover-confirmed";
                                    /** @description UUID version 7 */
                                    handover: string;
                                    /** @description SHA-256 in hexadecimal */
                                    digest: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "closing";
                                    /** @enum {unknown} */
                                    outcome: "confirmed" | "not-this-person" | "undetermined";
                                };
                                overdue: boolean;
                                evidence: null | {
                                    caseReference: string;
                                    exhibits: {
                                        /** @description SHA-256 in hexadecimal */
                                        sha256: string;
                                        /** @enum {unknown} */
                                        kind: "document" | "image" | "recording" | "message" | "statement" | "transaction" | "other";
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        takenAt?: string;
                                    }[];
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hits/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask, answer, hand over exhibits, confirm that, or close */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "request";
                        legalBasis: string;
                        question: string;
                        /** @enum {unknown} */
                        urgency: "urgent" | "normal";
                    } | {
                        /** @enum {string} */
                        kind: "answer";
                        /** @description UUID version 7 */
                        request: string;
                        text: string;
                        evidence: boolean;
                    } | {
                        /** @enum {string} */
                        kind: "handover";
                        exhibits: string[];
                        from: string;
                        to: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        handedAt: string;
                    } | {
                        /** @enum {string} */
                        kind: "handover-confirmed";
                        /** @description UUID version 7 */
                        handover: string;
                    } | {
                        /** @enum {string} */
                        kind: "closing";
                        /** @enum {unknown} */
                        outcome: "confirmed" | "not-this-person" | "undetermined";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Disputes, those that wait first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            disputes: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                madeAt: string;
                                /** @enum {unknown} */
                                request: "access" | "correction" | "erasure";
                                block: boolean;
                                outcome: null | ("granted" | "partly-granted" | "refused");
                                /** @description UTC time with milliseconds, RFC 3339 */
                                dueBy: string;
                                overdue: boolean;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                recordedAt: string;
                                decidedAt: null | string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Record a request for access, correction or erasure, and forward it to the issuer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID version 7 */
                        alert: string;
                        /** @enum {unknown} */
                        request: "access" | "correction" | "erasure";
                        statement: string;
                        block: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            dueBy: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dispute */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dispute: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                madeAt: string;
                                /** @enum {unknown} */
                                request: "access" | "correction" | "erasure";
                                block: boolean;
                                outcome: null | ("granted" | "partly-granted" | "refused");
                                /** @description UTC time with milliseconds, RFC 3339 */
                                dueBy: string;
                                overdue: boolean;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                recordedAt: string;
                                decidedAt: null | string;
                            };
                            statement: null | string;
                            explanation: null | string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the alert in no answer while the dispute is decided, or show it again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        block: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide as the issuer; erasure that is granted takes the alert back everywhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        outcome: "granted" | "partly-granted" | "refused";
                        explanation: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clearances, those to be decided here first. Nothing by which a person could be found */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            clearances: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                proposer: null | string;
                                /** @enum {unknown} */
                                state: "proposed" | "standing" | "declined" | "ended";
                                reason: null | ("not-shown" | "may-be-the-subject" | "case-pending" | "consent-withdrawn" | "not-confirmed" | "override-ended" | "expired" | "alert-ended" | "alert-changed");
                                ground: null | ("biometrics-differ" | "birth-data-differ" | "document-confirmed" | "identity-confirmed" | "identity-misused");
                                consent: null | {
                                    /** @enum {unknown} */
                                    givenBy: "person" | "guardian" | "representative";
                                    /** @description YYYY-MM-DD */
                                    on: string;
                                    notice: {
                                        /** @description Version of the text that was read */
                                        version: string;
                                        /** @description ISO 639-1: the language in which it was read or explained */
                                        language: string;
                                    };
                                };
                                /** @description UTC time with milliseconds, RFC 3339 */
                                since: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                until: string;
                                decidedAt: null | string;
                                endedAt: null | string;
                                recipients: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    erasedAt: null | string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask the issuer of an alert to clear a person of it whom an override clears here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID version 7 */
                        override: string;
                        /** @description YYYY-MM-DD */
                        birthDate: string;
                        /** @enum {unknown} */
                        ground: "biometrics-differ" | "birth-data-differ" | "document-confirmed" | "identity-confirmed" | "identity-misused";
                        consent: {
                            /** @enum {unknown} */
                            givenBy: "person" | "guardian" | "representative";
                            /** @description YYYY-MM-DD */
                            on: string;
                            notice: {
                                /** @description Version of the text that was read */
                                version: string;
                                /** @description ISO 639-1: the language in which it was read or explained */
                                language: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            /** @description UUID version 7 */
                            alert: string;
                            version: number;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            proposer: null | string;
                            /** @enum {unknown} */
                            state: "proposed" | "standing" | "declined" | "ended";
                            reason: null | ("not-shown" | "may-be-the-subject" | "case-pending" | "consent-withdrawn" | "not-confirmed" | "override-ended" | "expired" | "alert-ended" | "alert-changed");
                            ground: null | ("biometrics-differ" | "birth-data-differ" | "document-confirmed" | "identity-confirmed" | "identity-misused");
                            consent: null | {
                                /** @enum {unknown} */
                                givenBy: "person" | "guardian" | "representative";
                                /** @description YYYY-MM-DD */
                                on: string;
                                notice: {
                                    /** @description Version of the text that was read */
                                    version: string;
                                    /** @description ISO 639-1: the language in which it was read or explained */
                                    language: string;
                                };
                            };
                            /** @description UTC time with milliseconds, RFC 3339 */
                            since: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            until: string;
                            decidedAt: null | string;
                            endedAt: null | string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                erasedAt: null | string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clearances/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Clear the person as the issuer: everyone who has the alert is told */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            /** @description UUID version 7 */
                            alert: string;
                            version: number;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            proposer: null | string;
                            /** @enum {unknown} */
                            state: "proposed" | "standing" | "declined" | "ended";
                            reason: null | ("not-shown" | "may-be-the-subject" | "case-pending" | "consent-withdrawn" | "not-confirmed" | "override-ended" | "expired" | "alert-ended" | "alert-changed");
                            ground: null | ("biometrics-differ" | "birth-data-differ" | "document-confirmed" | "identity-confirmed" | "identity-misused");
                            consent: null | {
                                /** @enum {unknown} */
                                givenBy: "person" | "guardian" | "representative";
                                /** @description YYYY-MM-DD */
                                on: string;
                                notice: {
                                    /** @description Version of the text that was read */
                                    version: string;
                                    /** @description ISO 639-1: the language in which it was read or explained */
                                    language: string;
                                };
                            };
                            /** @description UTC time with milliseconds, RFC 3339 */
                            since: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            until: string;
                            decidedAt: null | string;
                            endedAt: null | string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                erasedAt: null | string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clearances/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline as the issuer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        reason: "not-shown" | "may-be-the-subject" | "case-pending";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            /** @description UUID version 7 */
                            alert: string;
                            version: number;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            proposer: null | string;
                            /** @enum {unknown} */
                            state: "proposed" | "standing" | "declined" | "ended";
                            reason: null | ("not-shown" | "may-be-the-subject" | "case-pending" | "consent-withdrawn" | "not-confirmed" | "override-ended" | "expired" | "alert-ended" | "alert-changed");
                            ground: null | ("biometrics-differ" | "birth-data-differ" | "document-confirmed" | "identity-confirmed" | "identity-misused");
                            consent: null | {
                                /** @enum {unknown} */
                                givenBy: "person" | "guardian" | "representative";
                                /** @description YYYY-MM-DD */
                                on: string;
                                notice: {
                                    /** @description Version of the text that was read */
                                    version: string;
                                    /** @description ISO 639-1: the language in which it was read or explained */
                                    language: string;
                                };
                            };
                            /** @description UTC time with milliseconds, RFC 3339 */
                            since: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            until: string;
                            decidedAt: null | string;
                            endedAt: null | string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                erasedAt: null | string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clearances/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a clearance everywhere: the consent was withdrawn, or it does not hold */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        reason: "consent-withdrawn" | "not-confirmed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            /** @description UUID version 7 */
                            alert: string;
                            version: number;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            proposer: null | string;
                            /** @enum {unknown} */
                            state: "proposed" | "standing" | "declined" | "ended";
                            reason: null | ("not-shown" | "may-be-the-subject" | "case-pending" | "consent-withdrawn" | "not-confirmed" | "override-ended" | "expired" | "alert-ended" | "alert-changed");
                            ground: null | ("biometrics-differ" | "birth-data-differ" | "document-confirmed" | "identity-confirmed" | "identity-misused");
                            consent: null | {
                                /** @enum {unknown} */
                                givenBy: "person" | "guardian" | "representative";
                                /** @description YYYY-MM-DD */
                                on: string;
                                notice: {
                                    /** @description Version of the text that was read */
                                    version: string;
                                    /** @description ISO 639-1: the language in which it was read or explained */
                                    language: string;
                                };
                            };
                            /** @description UTC time with milliseconds, RFC 3339 */
                            since: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            until: string;
                            decidedAt: null | string;
                            endedAt: null | string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                erasedAt: null | string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, latest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            imports: {
                                /** @description UUID version 7 */
                                id: string;
                                source: string;
                                complete: boolean;
                                /** @enum {unknown} */
                                state: "open" | "submitted" | "issuing" | "done" | "discarded";
                                drafter: string;
                                approver: null | string;
                                drafted: number;
                                unchanged: number;
                                refused: number;
                                missing: number;
                                issued: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                createdAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Begin an import */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        source: string;
                        complete: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            source: string;
                            complete: boolean;
                            /** @enum {unknown} */
                            state: "open" | "submitted" | "issuing" | "done" | "discarded";
                            drafter: string;
                            approver: null | string;
                            drafted: number;
                            unchanged: number;
                            refused: number;
                            missing: number;
                            issued: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            source: string;
                            complete: boolean;
                            /** @enum {unknown} */
                            state: "open" | "submitted" | "issuing" | "done" | "discarded";
                            drafter: string;
                            approver: null | string;
                            drafted: number;
                            unchanged: number;
                            refused: number;
                            missing: number;
                            issued: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would get its rows if it were approved now, and what each could open at most */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            recipients: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                compartments: {
                                    /** @enum {unknown} */
                                    name: "identity" | "contacts" | "posting" | "grounds" | "evidence";
                                    fields: string[];
                                }[];
                                policies: string[];
                            }[];
                            others: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draft rows of the list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rows: {
                            ref: string;
                            draft: {
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                mode?: "actual" | "exercise";
                                authority: string;
                                grade: {
                                    /** @enum {unknown} */
                                    source: "A" | "B" | "C" | "X";
                                    information: number;
                                };
                                handling: {
                                    /** @enum {unknown} */
                                    tlp: "RED" | "AMBER+STRICT" | "AMBER" | "GREEN" | "CLEAR";
                                    /** @enum {unknown} */
                                    onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                };
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom?: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                cautions?: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                                links?: {
                                    /** @enum {unknown} */
                                    kind: "same-network" | "same-employer" | "same-posting" | "same-premises" | "supersedes" | "related";
                                    /** @description UUID version 7 */
                                    alert: string;
                                    reason: string;
                                }[];
                                statement: string;
                                identity?: {
                                    /** @enum {unknown} */
                                    subject: "person" | "organisation";
                                    names: {
                                        full: string;
                                        /** @enum {unknown} */
                                        kind: "primary" | "alias" | "weak-alias" | "former" | "trade";
                                        /** @description ISO 15924 code of the script */
                                        script?: string;
                                        given?: string;
                                        family?: string;
                                        patronymic?: string;
                                    }[];
                                    birthDates?: {
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        date: string;
                                        approximate?: boolean;
                                    }[];
                                    /** @enum {unknown} */
                                    sex?: "female" | "male" | "unspecified";
                                    nationalities?: string[];
                                    places?: {
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                        locality?: string;
                                    }[];
                                    documents?: {
                                        /** @enum {unknown} */
                                        kind: "passport" | "identity-card" | "visa" | "residence-permit" | "work-permit" | "contract" | "other";
                                        number: string;
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                    }[];
                                    registrations?: {
                                        /** @enum {unknown} */
                                        kind: "licence" | "registration" | "tax";
                                        number: string;
                                        authority?: string;
                                        /** @description ISO 3166-1 alpha-2 code */
                                        country?: string;
                                    }[];
                                    phones?: string[];
                                    emails?: string[];
                                    urls?: string[];
                                    handles?: {
                                        /** @enum {unknown} */
                                        service: "facebook" | "imo" | "instagram" | "line" | "linkedin" | "signal" | "telegram" | "tiktok" | "viber" | "vk" | "wechat" | "whatsapp" | "x" | "zalo" | "other";
                                        handle: string;
                                    }[];
                                    accounts?: {
                                        /** @enum {unknown} */
                                        kind: "iban" | "bank" | "mobile-money" | "crypto";
                                        number: string;
                                    }[];
                                };
                                posting?: {
                                    title?: string;
                                    employerClaimed?: string;
                                    occupation?: string;
                                    /** @description ISO 3166-1 alpha-2 code */
                                    country?: string;
                                    locality?: string;
                                    pay?: string;
                                    feeAsked?: string;
                                    /** @description ISO 639 code */
                                    language?: string;
                                    /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                    seenOn?: string;
                                    text?: string;
                                };
                                grounds: {
                                    codes: {
                                        /** @enum {unknown} */
                                        list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                        code: string;
                                    }[];
                                    legalBasis: string;
                                    decisionReference?: string;
                                    narrative?: string;
                                };
                                evidence?: {
                                    caseReference: string;
                                    exhibits: {
                                        /** @description SHA-256 in hexadecimal */
                                        sha256: string;
                                        /** @enum {unknown} */
                                        kind: "document" | "image" | "recording" | "message" | "statement" | "transaction" | "other";
                                        /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                        takenAt?: string;
                                    }[];
                                };
                                notes?: string;
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            drafted: number;
                            unchanged: number;
                            refused: {
                                ref: string;
                                problems: string[];
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the list and submit it for approval */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            source: string;
                            complete: boolean;
                            /** @enum {unknown} */
                            state: "open" | "submitted" | "issuing" | "done" | "discarded";
                            drafter: string;
                            approver: null | string;
                            drafted: number;
                            unchanged: number;
                            refused: number;
                            missing: number;
                            issued: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drop an import that was not approved */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            source: string;
                            complete: boolean;
                            /** @enum {unknown} */
                            state: "open" | "submitted" | "issuing" | "done" | "discarded";
                            drafter: string;
                            approver: null | string;
                            drafted: number;
                            unchanged: number;
                            refused: number;
                            missing: number;
                            issued: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve the whole list as second officer, and issue it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID version 7 */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description SHA-256 in hexadecimal */
                        recipients: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID version 7 */
                            id: string;
                            source: string;
                            complete: boolean;
                            /** @enum {unknown} */
                            state: "open" | "submitted" | "issuing" | "done" | "discarded";
                            drafter: string;
                            approver: null | string;
                            drafted: number;
                            unchanged: number;
                            refused: number;
                            missing: number;
                            issued: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agreements, latest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agreements: {
                                /** @description SHA-256 in hexadecimal */
                                digest: string;
                                /** @enum {unknown} */
                                state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                                terms: {
                                    /** @enum {number} */
                                    v: 1;
                                    /** @description UUID version 7 */
                                    id: string;
                                    version: number;
                                    /** @description SHA-256 in hexadecimal */
                                    replaces?: string;
                                    title: string;
                                    parties: string[];
                                    categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                    compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                    purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                    /** @enum {unknown} */
                                    onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                    retentionDays: number;
                                    /** @enum {unknown} */
                                    onTermination: "keep" | "erase";
                                    legal: {
                                        treaty: string;
                                        article?: string;
                                    }[];
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    validFrom: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    validUntil: string;
                                    contacts: {
                                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                        jurisdiction: string;
                                        contact: {
                                            desk: string;
                                            phone?: string;
                                            email?: string;
                                            hours?: string;
                                        };
                                    }[];
                                };
                                statements: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    party: string;
                                    /** @enum {unknown} */
                                    act: "sign" | "suspend" | "resume" | "terminate";
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    at: string;
                                    reason?: string;
                                }[];
                                preparedBy: null | string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Draft an agreement, or an amendment */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description SHA-256 in hexadecimal */
                        amends?: string;
                        title: string;
                        parties: string[];
                        categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                        compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                        purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                        /** @enum {unknown} */
                        onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                        retentionDays: number;
                        /** @enum {unknown} */
                        onTermination: "keep" | "erase";
                        legal: {
                            treaty: string;
                            article?: string;
                        }[];
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validFrom: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validUntil: string;
                        contacts: {
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            jurisdiction: string;
                            contact: {
                                desk: string;
                                phone?: string;
                                email?: string;
                                hours?: string;
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agreement, with what each party said */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description SHA-256 in hexadecimal */
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{digest}/endorse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say as first officer that what another party drafted can be signed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description SHA-256 in hexadecimal */
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{digest}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign as second officer, for this jurisdiction */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description SHA-256 in hexadecimal */
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{digest}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop for the time being what goes out under it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description SHA-256 in hexadecimal */
                    digest: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{digest}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on after having suspended it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description SHA-256 in hexadecimal */
                    digest: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{digest}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it, for every party */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description SHA-256 in hexadecimal */
                    digest: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            /** @enum {unknown} */
                            state: "prepared" | "waiting" | "in-force" | "suspended" | "ended" | "terminated" | "superseded";
                            terms: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                version: number;
                                /** @description SHA-256 in hexadecimal */
                                replaces?: string;
                                title: string;
                                parties: string[];
                                categories: ("wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                /** @enum {unknown} */
                                onwardUse: "none" | "ask-first" | "labour-enforcement" | "law-enforcement";
                                retentionDays: number;
                                /** @enum {unknown} */
                                onTermination: "keep" | "erase";
                                legal: {
                                    treaty: string;
                                    article?: string;
                                }[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validFrom: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                contacts: {
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                }[];
                            };
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                party: string;
                                /** @enum {unknown} */
                                act: "sign" | "suspend" | "resume" | "terminate";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                reason?: string;
                            }[];
                            preparedBy: null | string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
