// Made from audit.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed checkpoint */
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
                        operation?: "query" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.list" | "alert.view" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "agreement.change" | "agreement.view" | "record.search" | "record.view" | "log.export" | "quarantine.view" | "sign-in" | "sign-in.refused" | "sign-out";
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
                                    operation: "query" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.list" | "alert.view" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "agreement.change" | "agreement.view" | "record.search" | "record.view" | "log.export" | "quarantine.view" | "sign-in" | "sign-in.refused" | "sign-out";
                                    /** @description UTC time with milliseconds, RFC 3339 */
                                    at: string;
                                    officer: string;
                                    authority: string;
                                    roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator")[];
                                    /**
                                     * @description Why the officer looks
                                     * @enum {unknown}
                                     */
                                    purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                    legalBasis?: string;
                                    alerts: {
                                        /** @description UUID version 7 */
                                        alert: string;
                                        version: number;
                                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                        issuer: string;
                                        compartments: ("identity" | "posting" | "grounds" | "evidence")[];
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
                                operation: "query" | "alert.draft" | "alert.edit" | "alert.discard" | "alert.submit" | "alert.return" | "alert.approve" | "alert.issue" | "alert.revise" | "alert.withdraw" | "alert.expire" | "alert.receive" | "alert.refuse" | "alert.list" | "alert.view" | "import.create" | "import.rows" | "import.submit" | "import.approve" | "agreement.change" | "agreement.view" | "record.search" | "record.view" | "log.export" | "quarantine.view" | "sign-in" | "sign-in.refused" | "sign-out";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                officer: string;
                                authority: string;
                                roles: ("analyst" | "supervisor" | "border-officer" | "liaison-officer" | "protection-officer" | "auditor" | "administrator")[];
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose?: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                legalBasis?: string;
                                alerts: {
                                    /** @description UUID version 7 */
                                    alert: string;
                                    version: number;
                                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                    issuer: string;
                                    compartments: ("identity" | "posting" | "grounds" | "evidence")[];
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
}
