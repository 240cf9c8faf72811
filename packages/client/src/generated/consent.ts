// Made from consent.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receipts of erasure that recipients owe or have given */
        get: {
            parameters: {
                query?: {
                    state?: "pending" | "overdue" | "received" | "refused";
                    /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                    recipient?: string;
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
                            counts: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                recipient: string;
                                /** @enum {unknown} */
                                state: "pending" | "overdue" | "received" | "refused";
                                count: number;
                            }[];
                            demands: {
                                /** @description UUID version 7 */
                                alert: string;
                                version: number;
                                /** @enum {unknown} */
                                cause: "withdrawn" | "expired" | "terminated";
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                recipient: string;
                                /** @enum {unknown} */
                                state: "pending" | "overdue" | "received" | "refused";
                                /** @description UTC time with milliseconds, RFC 3339 */
                                endedAt: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                dueAt: string;
                                erasedAt: string | null;
                                receiptEntry: number | null;
                            }[];
                            /** @description Pass it as `after` for the next page */
                            next: string | null;
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
    "/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consents, those to be reviewed next first */
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
                            consents: {
                                /** @description UUID version 7 */
                                id: string;
                                subject: string;
                                /** @enum {unknown} */
                                status: "unknown" | "requested" | "request-deferred" | "refused" | "given" | "renewed-given" | "expired" | "invalidated" | "revoked" | "withdrawn";
                                recipients: string[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                reviewBy: string;
                                reviewDue: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Record a consent */
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
                        subject: string;
                        notice: {
                            title: string;
                            version: string;
                            /** @description ISO 639-1: the language in which it was read or explained */
                            language: string;
                        };
                        /** @enum {unknown} */
                        method: "signed" | "spoken-before-witness" | "recorded";
                        recipients: string[];
                        never: string[];
                        purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                        categories: ("contact" | "needs" | "account" | "recruiter" | "workplace" | "journey")[];
                        /** @description UTC time with milliseconds, RFC 3339 */
                        validUntil: string;
                        /** @description UTC time with milliseconds, RFC 3339 */
                        reviewBy: string;
                        minor?: {
                            guardian: string;
                            bestInterest: string;
                            decidedBy: string;
                        };
                        /** @enum {unknown} */
                        status: "requested" | "refused" | "given";
                        information: {
                            contact?: string;
                            needs?: string;
                            account?: string;
                            recruiter?: string;
                            workplace?: string;
                            journey?: string;
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
                            subject: string;
                            /** @enum {unknown} */
                            status: "unknown" | "requested" | "request-deferred" | "refused" | "given" | "renewed-given" | "expired" | "invalidated" | "revoked" | "withdrawn";
                            recipients: string[];
                            /** @description UTC time with milliseconds, RFC 3339 */
                            validUntil: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            reviewBy: string;
                            reviewDue: boolean;
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
    "/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was consented to, and every opening with the record that proves it */
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
                                subject: string;
                                /** @enum {unknown} */
                                status: "unknown" | "requested" | "request-deferred" | "refused" | "given" | "renewed-given" | "expired" | "invalidated" | "revoked" | "withdrawn";
                                recipients: string[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                reviewBy: string;
                                reviewDue: boolean;
                            };
                            consent: {
                                subject: string;
                                notice: {
                                    title: string;
                                    version: string;
                                    /** @description ISO 639-1: the language in which it was read or explained */
                                    language: string;
                                };
                                /** @enum {unknown} */
                                method: "signed" | "spoken-before-witness" | "recorded";
                                recipients: string[];
                                never: string[];
                                purposes: ("border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration")[];
                                categories: ("contact" | "needs" | "account" | "recruiter" | "workplace" | "journey")[];
                                /** @description UTC time with milliseconds, RFC 3339 */
                                validUntil: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                reviewBy: string;
                                minor?: {
                                    guardian: string;
                                    bestInterest: string;
                                    decidedBy: string;
                                };
                            };
                            recordedBy: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            recordedAt: string;
                            openings: {
                                /** @description UTC time with milliseconds, RFC 3339 */
                                at: string;
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                recipient: string;
                                officer: string;
                                authority: string;
                                /**
                                 * @description Why the officer looks
                                 * @enum {unknown}
                                 */
                                purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                                legalBasis: string;
                                categories: ("contact" | "needs" | "account" | "recruiter" | "workplace" | "journey")[];
                                released: boolean;
                                /** @description UUID version 7 */
                                record: string;
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
    "/v1/consents/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a consent back: nothing is released from now on, and the information is destroyed */
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
                            /** @enum {unknown} */
                            status: "unknown" | "requested" | "request-deferred" | "refused" | "given" | "renewed-given" | "expired" | "invalidated" | "revoked" | "withdrawn";
                            released: number;
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
    "/v1/consents/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The survivor was asked again and said yes again */
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
                        /** @description UTC time with milliseconds, RFC 3339 */
                        reviewBy: string;
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
                            subject: string;
                            /** @enum {unknown} */
                            status: "unknown" | "requested" | "request-deferred" | "refused" | "given" | "renewed-given" | "expired" | "invalidated" | "revoked" | "withdrawn";
                            recipients: string[];
                            /** @description UTC time with milliseconds, RFC 3339 */
                            validUntil: string;
                            /** @description UTC time with milliseconds, RFC 3339 */
                            reviewBy: string;
                            reviewDue: boolean;
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
    "/v1/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the origin of a consent to open survivor information once */
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
                        /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                        origin: string;
                        /** @description UUID version 7 */
                        consent: string;
                        /**
                         * @description Why the officer looks
                         * @enum {unknown}
                         */
                        purpose: "border-check" | "pre-departure-screening" | "labour-inspection" | "criminal-investigation" | "licensing-check" | "job-offer-check" | "alert-management" | "oversight" | "administration";
                        legalBasis: string;
                        categories: ("contact" | "needs" | "account" | "recruiter" | "workplace" | "journey")[];
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
                            information: {
                                contact?: string;
                                needs?: string;
                                account?: string;
                                recruiter?: string;
                                workplace?: string;
                                journey?: string;
                            };
                            /** @description UUID version 7 */
                            record: string;
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
