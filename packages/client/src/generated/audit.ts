// Made from audit.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest checkpoint that enough witnesses have confirmed; of a log without witnesses the newest one */
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
                        "application/json": string;
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
    "/add-checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks this witness to cosign the checkpoint of a log (C2SP tlog-witness) */
        post: {
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
    "/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By whom this log is to be confirmed (C2SP tlog-policy). Compare the keys with what the roots certified */
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
                        "application/json": string;
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
    "/v1/log/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Logs that have signed two histories, each with evidence that anybody can verify */
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
                            logs: {
                                origin: string;
                                evidence: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                foundAt: string;
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
    "/v1/records/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Searches the access log, youngest record first */
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
                        officer?: string;
                        authority?: string;
                        /** @enum {unknown} */
                        operation?: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        recordedPurpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        /** @enum {unknown} */
                        outcome?: "hit" | "possible" | "none" | "done" | "denied" | "failed";
                        /** @description UUID version 7 */
                        alert?: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        from?: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        to?: string;
                        /** @description UUID version 7 */
                        after?: string;
                        /** @default 50 */
                        limit?: number;
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
                            records: {
                                index: null | number;
                                record: {
                                    /** @enum {number} */
                                    v: 1;
                                    /** @description UUID version 7 */
                                    id: string;
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    /** @enum {unknown} */
                                    operation: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    at: string;
                                    officer: string;
                                    authority: string;
                                    post?: string;
                                    /** @enum {boolean} */
                                    awayFromPost?: true;
                                    roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                                    /**
                                     * @description Why the officer looks
                                     * @enum {unknown}
                                     */
                                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                    legalBasis?: string;
                                    /** @enum {boolean} */
                                    referenceGiven?: true;
                                    alerts: {
                                        /** @description UUID version 7 */
                                        alert: string;
                                        version: number;
                                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                        issuer: string;
                                        compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                    }[];
                                    recipients: string[];
                                    count?: number;
                                    /** @enum {unknown} */
                                    outcome: "hit" | "possible" | "none" | "done" | "denied" | "failed";
                                    reason?: string;
                                    policies: string[];
                                    list?: number;
                                    software: string;
                                };
                                /** @enum {unknown} */
                                terms: "none" | "kept" | "erased";
                            }[];
                            next: null | string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One record with its terms in the clear */
        get: {
            parameters: {
                query?: {
                    /** @description Why the officer looks */
                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
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
                            index: null | number;
                            record: {
                                /** @enum {number} */
                                v: 1;
                                /** @description UUID version 7 */
                                id: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                /** @enum {unknown} */
                                operation: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                officer: string;
                                authority: string;
                                post?: string;
                                /** @enum {boolean} */
                                awayFromPost?: true;
                                roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                legalBasis?: string;
                                /** @enum {boolean} */
                                referenceGiven?: true;
                                alerts: {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    version: number;
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    issuer: string;
                                    compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                }[];
                                recipients: string[];
                                count?: number;
                                /** @enum {unknown} */
                                outcome: "hit" | "possible" | "none" | "done" | "denied" | "failed";
                                reason?: string;
                                policies: string[];
                                list?: number;
                                software: string;
                            };
                            /** @enum {unknown} */
                            terms: "none" | "kept" | "erased";
                            openedTerms: null | {
                                reference?: string;
                                query?: {
                                    [key: string]: unknown;
                                };
                                note?: string;
                            };
                            canonical: string;
                            salt: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/records/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipt that the record is in the signed log (C2SP tlog-proof); says nothing about its content */
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
                        "application/json": string;
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/records/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Every look at one alert, or every look of one officer, counted */
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
                            /** @enum {string} */
                            kind: "alert";
                            /** @description UUID version 7 */
                            alert: string;
                        } | {
                            /** @enum {string} */
                            kind: "officer";
                            officer: string;
                        };
                        /** @description UTC time with milliseconds, RFC 3339 */
                        from?: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        to?: string;
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
                            looks: number;
                            first: null | string;
                            last: null | string;
                            kinds: {
                                authority: string;
                                /** @enum {unknown} */
                                operation: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                                purpose: null | ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration");
                                /** @enum {unknown} */
                                outcome: "hit" | "possible" | "none" | "done" | "denied" | "failed";
                                looks: number;
                            }[];
                            officers: {
                                officer: string;
                                looks: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                first: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                last: string;
                            }[];
                            alerts: {
                                /** @description UUID version 7 */
                                alert: string;
                                looks: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                first: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                last: string;
                            }[];
                            abroad: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                operation: string;
                                purpose: null | ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration");
                                officers: number;
                                refuted: number;
                                looks: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                first: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                last: string;
                            }[];
                            days: {
                                day: string;
                                looks: number;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for review, the oldest first, then what was decided */
        get: {
            parameters: {
                query?: {
                    /** @description Why the officer looks */
                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
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
                            reviews: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @enum {unknown} */
                                kind: "sample" | "anomaly" | "break-glass";
                                officer: string;
                                record: null | string;
                                breakGlass: null | string;
                                reason: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                openedAt: string;
                                verdict: null | ("proper" | "unclear" | "improper");
                                decidedAt: null | string;
                                reviewer: null | string;
                            }[];
                            open: number;
                            oldest: null | string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/reviews/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draws looks for review by lot from the root of the signed log */
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
                        /** @description UTC time with milliseconds, RFC 3339 */
                        from: string;
                        authority?: string;
                        count: number;
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
                            drawn: number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/reviews/{id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides a review; nobody decides on a look of their own */
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
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        /** @enum {unknown} */
                        verdict: "proper" | "unclear" | "improper";
                        note?: string;
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
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/break-glass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests for break-glass: one’s own, for supervisors and auditors everybody’s */
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
                            grants: {
                                /** @description UUID version 7 */
                                id: string;
                                officer: string;
                                authority: string;
                                reason: string;
                                reference: null | string;
                                /** @enum {unknown} */
                                state: "asked" | "in-force" | "refused" | "ended" | "over";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                askedAt: string;
                                decidedBy: null | string;
                                decidedAt: null | string;
                                endsAt: null | string;
                                uses: number;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
        /** Asks for break-glass: the reason, and a case */
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
                        reason: string;
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
                            officer: string;
                            authority: string;
                            reason: string;
                            reference: null | string;
                            /** @enum {unknown} */
                            state: "asked" | "in-force" | "refused" | "ended" | "over";
                            /** @description UTC time with milliseconds, RFC 3339 */
                            askedAt: string;
                            decidedBy: null | string;
                            decidedAt: null | string;
                            endsAt: null | string;
                            uses: number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/break-glass/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grants break-glass for an hour; a review waits from then on */
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
                            officer: string;
                            authority: string;
                            reason: string;
                            reference: null | string;
                            /** @enum {unknown} */
                            state: "asked" | "in-force" | "refused" | "ended" | "over";
                            /** @description UTC time with milliseconds, RFC 3339 */
                            askedAt: string;
                            decidedBy: null | string;
                            decidedAt: null | string;
                            endsAt: null | string;
                            uses: number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/break-glass/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuses break-glass */
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
                            officer: string;
                            authority: string;
                            reason: string;
                            reference: null | string;
                            /** @enum {unknown} */
                            state: "asked" | "in-force" | "refused" | "ended" | "over";
                            /** @description UTC time with milliseconds, RFC 3339 */
                            askedAt: string;
                            decidedBy: null | string;
                            decidedAt: null | string;
                            endsAt: null | string;
                            uses: number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/break-glass/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends break-glass at once: the officer it was granted to, any supervisor, any auditor */
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
                            officer: string;
                            authority: string;
                            reason: string;
                            reference: null | string;
                            /** @enum {unknown} */
                            state: "asked" | "in-force" | "refused" | "ended" | "over";
                            /** @description UTC time with milliseconds, RFC 3339 */
                            askedAt: string;
                            decidedBy: null | string;
                            decidedAt: null | string;
                            endsAt: null | string;
                            uses: number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/break-glass/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that was recorded under one, for its review */
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
                            grant: {
                                /** @description UUID version 7 */
                                id: string;
                                officer: string;
                                authority: string;
                                reason: string;
                                reference: null | string;
                                /** @enum {unknown} */
                                state: "asked" | "in-force" | "refused" | "ended" | "over";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                askedAt: string;
                                decidedBy: null | string;
                                decidedAt: null | string;
                                endsAt: null | string;
                                uses: number;
                            };
                            records: {
                                index: null | number;
                                record: {
                                    /** @enum {number} */
                                    v: 1;
                                    /** @description UUID version 7 */
                                    id: string;
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    jurisdiction: string;
                                    /** @enum {unknown} */
                                    operation: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    at: string;
                                    officer: string;
                                    authority: string;
                                    post?: string;
                                    /** @enum {boolean} */
                                    awayFromPost?: true;
                                    roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                                    /**
                                     * @description Why the officer looks
                                     * @enum {unknown}
                                     */
                                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                    legalBasis?: string;
                                    /** @enum {boolean} */
                                    referenceGiven?: true;
                                    alerts: {
                                        /** @description UUID version 7 */
                                        alert: string;
                                        version: number;
                                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                        issuer: string;
                                        compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                    }[];
                                    recipients: string[];
                                    count?: number;
                                    /** @enum {unknown} */
                                    outcome: "hit" | "possible" | "none" | "done" | "denied" | "failed";
                                    reason?: string;
                                    policies: string[];
                                    list?: number;
                                    software: string;
                                };
                                /** @enum {unknown} */
                                terms: "none" | "kept" | "erased";
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole log, to be verified offline */
        get: {
            parameters: {
                query?: {
                    /** @description Why the officer looks */
                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
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
    "/v1/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this node and each other have told each other of their looks, and what does not fit */
        get: {
            parameters: {
                query?: {
                    /** @description Why the officer looks */
                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
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
                            jurisdictions: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                received: {
                                    receipts: number;
                                    last: null | string;
                                    until: number;
                                    cosigned: null | number;
                                    silent: boolean;
                                    gaps: {
                                        from: number;
                                        until: number;
                                    }[];
                                    looks: number;
                                    waiting: number;
                                    refuted: number;
                                };
                                sent: {
                                    receipts: number;
                                    last: null | string;
                                    until: number;
                                    looks: number;
                                };
                            }[];
                            unaccountedHits: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                /** @description UUID version 7 */
                                alert: string;
                                /** @description UUID version 7 */
                                record: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/receipts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks of other jurisdictions at alerts of this one, as their receipts say */
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
                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                        jurisdiction?: string;
                        /** @description UUID version 7 */
                        alert?: string;
                        /** @enum {unknown} */
                        state?: "waiting" | "proven" | "refuted";
                        after?: number;
                        /** @default 50 */
                        limit?: number;
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
                            looks: {
                                place: number;
                                /** @description SHA-256 in hexadecimal */
                                commitment: string;
                                operation: string;
                                /** @description UTC time to the hour, RFC 3339 */
                                at: string;
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                                /** @description Pseudonym of an officer, base64url */
                                officer: string;
                                alerts: {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    version: number;
                                    compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                }[];
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                /** @description UUID version 7 */
                                receipt: string;
                                /** @enum {unknown} */
                                state: "waiting" | "proven" | "refuted";
                                proof: null | string;
                            }[];
                            next: null | number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/receipts/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who stands behind a pseudonym that this node gave to another jurisdiction */
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
                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                        jurisdiction: string;
                        /** @description Pseudonym of an officer, base64url */
                        pseudonym: string;
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
                            officer: string;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/records/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An evidence bundle: chosen records with openings, proofs and the cosigned checkpoint */
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
                        records: string[];
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
                            /** @enum {number} */
                            v: 1;
                            /** @enum {string} */
                            kind: "crosswatch-evidence";
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            jurisdiction: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            madeAt: string;
                            vkey: string;
                            policy?: string;
                            records: {
                                /** @description UUID version 7 */
                                id: string;
                                canonical: string;
                                /** @description base64 with padding */
                                salt: string;
                                termsKey: null | string;
                                receipt: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/openings/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An evidence bundle of records of how survivor information was asked for, opened or refused */
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
                        records: string[];
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
                            /** @enum {number} */
                            v: 1;
                            /** @enum {string} */
                            kind: "crosswatch-evidence";
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            jurisdiction: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            madeAt: string;
                            vkey: string;
                            policy?: string;
                            records: {
                                /** @description UUID version 7 */
                                id: string;
                                canonical: string;
                                /** @description base64 with padding */
                                salt: string;
                                termsKey: null | string;
                                receipt: string;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/oversight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks by purpose, authority and outcome, month by month, without small numbers */
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
                            months: {
                                month: string;
                                total: null | number;
                                purposes: {
                                    name: string;
                                    looks: null | number;
                                }[];
                                authorities: {
                                    name: string;
                                    looks: null | number;
                                }[];
                                outcomes: {
                                    name: string;
                                    looks: null | number;
                                }[];
                            }[];
                            checkpoint: string;
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
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept for how long, what the next run erases, and the legal holds in force */
        get: {
            parameters: {
                query?: {
                    /** @description Why the officer looks */
                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
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
                            classes: {
                                /** @enum {unknown} */
                                class: "access" | "alert-history" | "supervision" | "administration";
                                months: number;
                                over: number;
                                kept: number;
                                due: number;
                            }[];
                            content: {
                                service: string;
                                /** @enum {unknown} */
                                class: "drafts" | "ended-alerts" | "imports" | "hits" | "measures" | "disputes" | "flags" | "clearances" | "consents" | "overrides" | "quarantine";
                                months: number;
                                over: number;
                                kept: number;
                                due: number;
                                oldest: null | string;
                                erased: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                ranAt: string;
                            }[];
                            holds: {
                                /** @description UUID version 7 */
                                id: string;
                                subject: {
                                    /** @enum {string} */
                                    kind: "alert";
                                    /** @description UUID version 7 */
                                    alert: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "officer";
                                    officer: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "record";
                                    /** @description UUID version 7 */
                                    record: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "consent";
                                    /** @description UUID version 7 */
                                    consent: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "screening";
                                    /** @description UUID version 7 */
                                    screening: string;
                                };
                                reason: string;
                                setBy: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                setAt: string;
                            }[];
                            runs: {
                                /** @description UUID version 7 */
                                id: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                records: number;
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a legal hold: what it names is not erased until it is lifted */
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
                        subject: {
                            /** @enum {string} */
                            kind: "alert";
                            /** @description UUID version 7 */
                            alert: string;
                        } | {
                            /** @enum {string} */
                            kind: "officer";
                            officer: string;
                        } | {
                            /** @enum {string} */
                            kind: "record";
                            /** @description UUID version 7 */
                            record: string;
                        } | {
                            /** @enum {string} */
                            kind: "consent";
                            /** @description UUID version 7 */
                            consent: string;
                        } | {
                            /** @enum {string} */
                            kind: "screening";
                            /** @description UUID version 7 */
                            screening: string;
                        };
                        reason: string;
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
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/holds/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lifts a legal hold, with a reason */
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
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        reason: string;
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
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts, open reviews, overdue erasures and disputes, witnesses and holds: counts and ages */
        get: {
            parameters: {
                query?: {
                    /** @description Why the officer looks */
                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
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
                            /** @description UTC time with milliseconds, RFC 3339 */
                            at: string;
                            accounts: {
                                /** @enum {unknown} */
                                role: "analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator";
                                authority: string;
                                accounts: number;
                                idle: number;
                            }[];
                            idleDays: number;
                            reviews: {
                                /** @enum {unknown} */
                                kind: "sample" | "anomaly" | "break-glass";
                                open: number;
                                oldest: null | string;
                            }[];
                            erasures: {
                                overdue: number;
                                oldest: null | string;
                            };
                            disputes: {
                                overdue: number;
                                oldest: null | string;
                            };
                            witnesses: {
                                confirmedAt: null | string;
                                stale: boolean;
                                cosigners: {
                                    name: string;
                                    cosignedAt: null | string;
                                    size: null | number;
                                }[];
                                logs: {
                                    origin: string;
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    at: string;
                                }[];
                                equivocations: number;
                            };
                            holds: number;
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/policies/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why somebody may or may not do something, or got an alert: of a record, of a role and a purpose, or of a recipient */
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
                        subject: {
                            /** @enum {string} */
                            kind: "record";
                            /** @description UUID version 7 */
                            record: string;
                        } | {
                            /** @enum {string} */
                            kind: "officer";
                            roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                            /** @enum {unknown} */
                            act: "query" | "view" | "read" | "write" | "decide" | "confirm" | "follow" | "correspond" | "count" | "flag" | "dispute" | "vouch" | "clear" | "ask" | "request" | "grant" | "replay" | "browse" | "protect" | "consult" | "propose" | "sign" | "stop" | "trace" | "monitor" | "inspect" | "oversee" | "explain" | "compare";
                            authority?: string;
                            /**
                             * @description Why the officer looks
                             * @enum {unknown}
                             */
                            purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                            referenceGiven?: boolean;
                            /** @enum {unknown} */
                            compartment?: "identity" | "contacts" | "posting" | "grounds" | "evidence";
                        } | {
                            /** @enum {string} */
                            kind: "recipient";
                            /** @description UUID version 7 */
                            alert: string;
                            version?: number;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            recipient: string;
                            /** @enum {unknown} */
                            compartment?: "identity" | "contacts" | "posting" | "grounds" | "evidence";
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
                            /** @description SHA-256 in hexadecimal */
                            digest: string;
                            sentence: string;
                            now: {
                                allowed: boolean;
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                policies: string[];
                                /** @enum {unknown} */
                                reason?: "role" | "reference" | "purpose" | "failed";
                            };
                            texts: {
                                id: string;
                                text: string;
                            }[];
                            purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                            recipient?: {
                                version: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                /** @enum {unknown} */
                                category: "wanted-broker" | "discreet-check" | "inquiry-check" | "licence-withdrawn" | "fake-posting" | "document" | "pattern";
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                given: null | ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                agreements: {
                                    /** @description UUID version 7 */
                                    id: string;
                                    allowed: boolean;
                                    compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                    lacks: ("issuer" | "category" | "purposes" | "time" | "compartment")[];
                                }[];
                            };
                            recorded?: {
                                /** @enum {unknown} */
                                operation: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                /** @enum {unknown} */
                                outcome: "hit" | "possible" | "none" | "done" | "denied" | "failed";
                                reason?: string;
                                policies: string[];
                            };
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
    "/v1/policies/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which of the last 10,000 recorded decisions would have come out differently under other policies */
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
                        schema?: string;
                        files: {
                            [key: string]: string;
                        };
                        whole: boolean;
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
                            inForce: string;
                            /** @description SHA-256 in hexadecimal */
                            proposed: string;
                            considered: number;
                            since: null | string;
                            different: number;
                            changes: {
                                /** @enum {unknown} */
                                operation: "query" | "query.open" | "impact.estimate" | "override.request" | "override.approve" | "override.refuse" | "override.end" | "override.fall" | "override.expire" | "override.list" | "screening.create" | "screening.view" | "screening.erase" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.preview" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.extend" | "alert.notice" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.flag" | "alert.unflag" | "alert.contest" | "flag.receive" | "flag.refuse" | "alert.list" | "alert.view" | "hit.confirm" | "hit.receive" | "hit.refuse" | "hit.list" | "hit.view" | "thread.write" | "thread.receive" | "thread.refuse" | "measure.report" | "measure.receive" | "measure.refuse" | "measure.list" | "dispute.record" | "dispute.receive" | "dispute.refuse" | "dispute.block" | "dispute.decide" | "dispute.list" | "dispute.view" | "clearance.propose" | "clearance.receive" | "clearance.refuse" | "clearance.accept" | "clearance.decline" | "clearance.end" | "clearance.list" | "licence.import" | "licence.list" | "licence.check" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "erasure.done" | "erasure.receipt" | "erasure.list" | "agreement.draft" | "agreement.endorse" | "agreement.sign" | "agreement.suspend" | "agreement.resume" | "agreement.terminate" | "agreement.receive" | "consent.record" | "consent.renew" | "consent.withdraw" | "consent.list" | "consent.view" | "release.ask" | "release.answer" | "release.open" | "agreement.view" | "break-glass.ask" | "break-glass.approve" | "break-glass.refuse" | "break-glass.end" | "break-glass.list" | "break-glass.uses" | "record.search" | "record.view" | "record.follow" | "record.evidence" | "record.replay" | "review.sample" | "review.list" | "review.decide" | "log.export" | "look.tell" | "look.told" | "receipt.list" | "receipt.resolve" | "overview.view" | "retention.view" | "hold.set" | "hold.lift" | "record.erase" | "content.erase" | "policy.explain" | "policy.compare" | "feed.list" | "quarantine.view" | "log.evidence" | "sign-in" | "sign-in.refused" | "sign-out" | "account.change";
                                roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator" | "break-glass")[];
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                recipient?: string;
                                recorded: boolean;
                                before: {
                                    allowed: boolean;
                                    compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                    policies: string[];
                                    /** @enum {unknown} */
                                    reason?: "role" | "reference" | "purpose" | "failed";
                                };
                                after: {
                                    allowed: boolean;
                                    compartments: ("identity" | "contacts" | "posting" | "grounds" | "evidence")[];
                                    policies: string[];
                                    /** @enum {unknown} */
                                    reason?: "role" | "reference" | "purpose" | "failed";
                                };
                                count: number;
                                records: string[];
                            }[];
                        };
                    };
                };
                /** @description What went wrong and what to do */
                default: {
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
}
