// Made from watchlist.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/v1/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a person, an agency or a job offer is on the list, and what to do
         * @description The answer is padded with spaces to one of a few sizes, and leaves at one of a few times.
         */
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
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        reference?: string;
                        subject: {
                            /** @enum {unknown} */
                            subject?: "person" | "organisation";
                            name?: string;
                            otherNames?: string[];
                            /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                            birthDate?: string;
                            /** @enum {unknown} */
                            sex?: "female" | "male" | "unspecified";
                            /** @description ISO 3166-1 alpha-2 code */
                            nationality?: string;
                            documents?: {
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            }[];
                            registrations?: {
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
                            /** @description Machine-readable zone, lines separated by line feeds */
                            mrz?: string;
                        };
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
                            /** @enum {unknown} */
                            verdict: "hit" | "possible" | "none";
                            results: {
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                issuerName: string;
                                /** @enum {unknown} */
                                verdict: "document-hit" | "document-hit-contradicted" | "name-and-birth-date" | "name-only" | "near-identifier" | "none";
                                score?: number;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                action: "contact-issuer" | "record-discreetly" | "interview-and-refer" | "refuse-service" | "warn-applicant" | "check-document" | "be-aware";
                                instruction: string;
                                /** @enum {unknown} */
                                mode: "actual" | "exercise";
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
                                cautions: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                                reasons: {
                                    /** @enum {unknown} */
                                    list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                    code: string;
                                    title: string;
                                }[];
                                label?: string;
                                evidence?: {
                                    /** @enum {unknown} */
                                    feature: "name" | "birth-date" | "sex" | "nationality" | "place" | "document" | "registration" | "phone" | "email" | "url" | "handle" | "account";
                                    /** @enum {unknown} */
                                    effect: "for" | "against" | "neutral";
                                    asked?: string;
                                    listed?: string;
                                    rule: string;
                                    note: string;
                                }[];
                                contact: {
                                    desk: string;
                                    phone?: string;
                                    email?: string;
                                    hours?: string;
                                };
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @enum {boolean} */
                                flagged?: true;
                                /** @enum {boolean} */
                                contested?: true;
                            }[];
                            cleared?: ({
                                /** @description UUID version 7 */
                                alert: string;
                                /** @description UUID version 7 */
                                override: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                until: string;
                            } | {
                                /** @description UUID version 7 */
                                alert: string;
                                /** @description UUID version 7 */
                                clearance: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                until: string;
                            })[];
                            index: {
                                alerts: number;
                                sequence: number;
                                ageMs: number;
                            };
                            /** @description UUID version 7 */
                            record: string;
                            zone?: {
                                format: null | ("TD1" | "TD2" | "TD3" | "MRV-A" | "MRV-B");
                                failed: ("documentNumber" | "birthDate" | "expiryDate" | "personalNumber" | "composite")[];
                            };
                            read?: {
                                /** @enum {unknown} */
                                subject?: "person" | "organisation";
                                name?: string;
                                otherNames?: string[];
                                /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                                birthDate?: string;
                                /** @enum {unknown} */
                                sex?: "female" | "male" | "unspecified";
                                /** @description ISO 3166-1 alpha-2 code */
                                nationality?: string;
                                documents?: {
                                    number: string;
                                    /** @description ISO 3166-1 alpha-2 code */
                                    country?: string;
                                }[];
                                registrations?: {
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
                                /** @description Machine-readable zone, lines separated by line feeds */
                                mrz?: string;
                            };
                            /** @description UTC time with milliseconds, RFC 3339 */
                            at: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/queries/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens the record of an alert that a query found: a look of its own */
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
                        /** @description UUID version 7 */
                        query: string;
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        reference?: string;
                        subject: {
                            /** @enum {unknown} */
                            subject?: "person" | "organisation";
                            name?: string;
                            otherNames?: string[];
                            /** @description YYYY, YYYY-MM or YYYY-MM-DD */
                            birthDate?: string;
                            /** @enum {unknown} */
                            sex?: "female" | "male" | "unspecified";
                            /** @description ISO 3166-1 alpha-2 code */
                            nationality?: string;
                            documents?: {
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            }[];
                            registrations?: {
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
                            /** @description Machine-readable zone, lines separated by line feeds */
                            mrz?: string;
                        };
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
                            result: {
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                issuerName: string;
                                /** @enum {unknown} */
                                verdict: "document-hit" | "document-hit-contradicted" | "name-and-birth-date" | "name-only" | "near-identifier" | "none";
                                score?: number;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                /** @enum {unknown} */
                                action: "contact-issuer" | "record-discreetly" | "interview-and-refer" | "refuse-service" | "warn-applicant" | "check-document" | "be-aware";
                                instruction: string;
                                /** @enum {unknown} */
                                mode: "actual" | "exercise";
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
                                cautions: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                                reasons: {
                                    /** @enum {unknown} */
                                    list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                    code: string;
                                    title: string;
                                }[];
                                label?: string;
                                evidence?: {
                                    /** @enum {unknown} */
                                    feature: "name" | "birth-date" | "sex" | "nationality" | "place" | "document" | "registration" | "phone" | "email" | "url" | "handle" | "account";
                                    /** @enum {unknown} */
                                    effect: "for" | "against" | "neutral";
                                    asked?: string;
                                    listed?: string;
                                    rule: string;
                                    note: string;
                                }[];
                                contact: {
                                    desk: string;
                                    phone?: string;
                                    email?: string;
                                    hours?: string;
                                };
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @enum {boolean} */
                                flagged?: true;
                                /** @enum {boolean} */
                                contested?: true;
                            };
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
                            /** @description UUID version 7 */
                            record: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            at: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Overrides, the latest first: all of them for a supervisor, their own for everybody else */
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
                            overrides: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UUID version 7 */
                                alert: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                label: string;
                                document: {
                                    number: string;
                                    /** @description ISO 3166-1 alpha-2 code */
                                    country?: string;
                                };
                                reason: string;
                                /** @enum {unknown} */
                                state: "requested" | "approved" | "refused" | "ended" | "expired" | "fallen";
                                requester: string;
                                decider: null | string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                createdAt: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Asks that a traveller is no longer taken for the subject of an alert */
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
                        document: {
                            number: string;
                            /** @description ISO 3166-1 alpha-2 code */
                            country?: string;
                        };
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        reason: string;
                        /** @default 90 */
                        days?: number;
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
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            label: string;
                            document: {
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            };
                            reason: string;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "refused" | "ended" | "expired" | "fallen";
                            requester: string;
                            decider: null | string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            validUntil: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/overrides/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves an override, as another officer than who asked for it */
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
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            label: string;
                            document: {
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            };
                            reason: string;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "refused" | "ended" | "expired" | "fallen";
                            requester: string;
                            decider: null | string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            validUntil: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/overrides/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses an override */
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
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            label: string;
                            document: {
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            };
                            reason: string;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "refused" | "ended" | "expired" | "fallen";
                            requester: string;
                            decider: null | string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            validUntil: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/overrides/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends an override before its time */
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
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            issuer: string;
                            label: string;
                            document: {
                                number: string;
                                /** @description ISO 3166-1 alpha-2 code */
                                country?: string;
                            };
                            reason: string;
                            /** @enum {unknown} */
                            state: "requested" | "approved" | "refused" | "ended" | "expired" | "fallen";
                            requester: string;
                            decider: null | string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            validUntil: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/impact-estimates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many of the last queries at this node an alert would have met */
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
                        identity: {
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
                        purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
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
                            queries: number;
                            days: number;
                            hits: {
                                atLeast: number;
                                atMost: number;
                            };
                            possible: {
                                atLeast: number;
                                atMost: number;
                            };
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/screenings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The officer's own lists, the latest first */
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
                            screenings: {
                                /** @description UUID version 7 */
                                id: string;
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                reference?: string;
                                officer: string;
                                /** @enum {unknown} */
                                state: "running" | "done";
                                rows: number;
                                done: number;
                                hit: number;
                                possible: number;
                                refused: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                createdAt: string;
                                finishedAt: null | string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                erasedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Looks up every person of a list
         * @description Persons are looked up one after the other, each with an access record of its own.
         */
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
                        id: string;
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        reference?: string;
                        /** @description CSV (RFC 4180) or what a spreadsheet copies, its first line naming the columns: name, surname, given names, other names, birth date, sex, nationality, document, licence, phone, email */
                        rows: string;
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
                            /**
                             * @description Why the officer looks
                             * @enum {unknown}
                             */
                            purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                            reference?: string;
                            officer: string;
                            /** @enum {unknown} */
                            state: "running" | "done";
                            rows: number;
                            done: number;
                            hit: number;
                            possible: number;
                            refused: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                            finishedAt: null | string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            erasedAt: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/screenings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a list is */
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
                            /**
                             * @description Why the officer looks
                             * @enum {unknown}
                             */
                            purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                            reference?: string;
                            officer: string;
                            /** @enum {unknown} */
                            state: "running" | "done";
                            rows: number;
                            done: number;
                            hit: number;
                            possible: number;
                            refused: number;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            createdAt: string;
                            finishedAt: null | string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            erasedAt: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Erases a list and its results now */
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
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/screenings/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons of a list with what was found */
        get: {
            parameters: {
                query?: {
                    /** @description Row */
                    after?: string;
                    /** @description Only those that match or could not be looked up */
                    matching?: "true";
                };
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
                            rows: {
                                row: number;
                                given: {
                                    [key: string]: string;
                                };
                                /** @enum {unknown} */
                                outcome: "hit" | "possible" | "none" | "refused";
                                remarks: string[];
                                results: {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    version: number;
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    issuer: string;
                                    issuerName: string;
                                    /** @enum {unknown} */
                                    verdict: "document-hit" | "document-hit-contradicted" | "name-and-birth-date" | "name-only" | "near-identifier" | "none";
                                    score?: number;
                                    /** @enum {unknown} */
                                    category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                    /** @enum {unknown} */
                                    action: "contact-issuer" | "record-discreetly" | "interview-and-refer" | "refuse-service" | "warn-applicant" | "check-document" | "be-aware";
                                    instruction: string;
                                    /** @enum {unknown} */
                                    mode: "actual" | "exercise";
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
                                    cautions: ("armed" | "violent" | "may-flee" | "false-identity" | "possible-victims-with-subject" | "minors-involved")[];
                                    reasons: {
                                        /** @enum {unknown} */
                                        list: "ilo-forced-labour" | "ilo-ec-operational" | "ilo-recruitment-fees" | "htcds-control" | "htcds-recruitment" | "recruitment-offences" | "isic-sections";
                                        code: string;
                                        title: string;
                                    }[];
                                    label?: string;
                                    evidence?: {
                                        /** @enum {unknown} */
                                        feature: "name" | "birth-date" | "sex" | "nationality" | "place" | "document" | "registration" | "phone" | "email" | "url" | "handle" | "account";
                                        /** @enum {unknown} */
                                        effect: "for" | "against" | "neutral";
                                        asked?: string;
                                        listed?: string;
                                        rule: string;
                                        note: string;
                                    }[];
                                    contact: {
                                        desk: string;
                                        phone?: string;
                                        email?: string;
                                        hours?: string;
                                    };
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    validUntil: string;
                                    /** @enum {boolean} */
                                    flagged?: true;
                                    /** @enum {boolean} */
                                    contested?: true;
                                }[];
                                record: null | string;
                            }[];
                            next: null | number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/screenings/{id}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody of a list with what was found, for a spreadsheet */
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
                    content?: never;
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
    "/v1/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the list, as it stood then, gives the answer that is on record */
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
                        record: string;
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        reference?: string;
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
                            record: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            at: string;
                            list: number;
                            /** @enum {unknown} */
                            verdict: "same" | "differs" | "incomplete";
                            logged: {
                                /** @enum {unknown} */
                                outcome: "hit" | "possible" | "none";
                                alerts: {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    version: number;
                                }[];
                                cleared: ({
                                    /** @description UUID version 7 */
                                    alert: string;
                                    /** @description UUID version 7 */
                                    override: string;
                                } | {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    /** @description UUID version 7 */
                                    clearance: string;
                                })[];
                            };
                            replayed: {
                                /** @enum {unknown} */
                                outcome: "hit" | "possible" | "none";
                                alerts: {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    version: number;
                                }[];
                                cleared: ({
                                    /** @description UUID version 7 */
                                    alert: string;
                                    /** @description UUID version 7 */
                                    override: string;
                                } | {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    /** @description UUID version 7 */
                                    clearance: string;
                                })[];
                            };
                            differences: {
                                /** @enum {unknown} */
                                kind: "outcome" | "not-found" | "not-logged" | "other-version" | "not-cleared";
                                /** @description UUID version 7 */
                                alert?: string;
                            }[];
                            erased: {
                                answer: string[];
                                listed: number;
                            };
                            software: {
                                logged: string;
                                replayed: string;
                            };
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description urn:crosswatch:error:<code> */
                            type: string;
                            /** @description What to do, in one sentence */
                            title: string;
                            status: number;
                            /** @description The code of the catalogue */
                            code: string;
                            /** @description What is particular to this case; never personal data */
                            detail?: string;
                            /** @description urn:crosswatch:request:<id>, the id that the log carries */
                            instance: string;
                            fields?: {
                                /** @description JSON Pointer (RFC 6901) within the named part of the request */
                                path: string;
                                /** @description body, querystring, params or headers */
                                part: string;
                                problem: string;
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
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How complete and how old the list is */
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
                            /** @description Alerts that can be found */
                            alerts: number;
                            /** @description The change up to which the list has been brought */
                            sequence: number;
                            /** @description Milliseconds since the list was last known to be complete */
                            ageMs: number;
                            /** @description Alerts in force that could not be read */
                            unreadable: number;
                            /** @description What a second look without the index says of the last queries */
                            recall: {
                                /** @description Queries that were looked up a second time */
                                queries: number;
                                /** @description Hits that the second look found */
                                hits: number;
                                /** @description Those of them that the index had not found */
                                lost: number;
                                /** @description The index loses alerts: build the list anew, and report it */
                                alarm: boolean;
                            };
                            ready: boolean;
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
}
