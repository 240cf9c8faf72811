// Made from exchange.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/v1/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where every feed stands on this node */
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
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            jurisdiction: string;
                            feeds: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                name: string;
                                seq: number | 0;
                                hash: string | null;
                                missing: number;
                                /** @description Whether a channel from this issuer exists */
                                channel: boolean;
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
    "/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries that were refused, latest first */
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
                            entries: {
                                id: number;
                                issuer: string;
                                seq: number;
                                reason: string;
                                detail: string;
                                source: string;
                                times: number;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                firstAt: string;
                                /** @description UTC time with milliseconds, RFC 3339 */
                                lastAt: string;
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
    "/v1/federation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of the federation, as this node verified them */
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
                            federation: string;
                            version: number;
                            /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                            jurisdiction: string;
                            members: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                jurisdiction: string;
                                name: string;
                                /** @description 32 bytes in base64 */
                                root: string;
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
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key statements of all jurisdictions, signed by their roots */
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
                            statements: {
                                /** @description ISO 3166-1 alpha-2 code of the jurisdiction */
                                issuer: string;
                                /** @description Position in the feed, from 1 */
                                seq: number;
                                envelope: {
                                    /** @description base64 with padding */
                                    payload: string;
                                    payloadType: string;
                                    signatures: {
                                        keyid: string;
                                        /** @description 64 bytes in base64 */
                                        sig: string;
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
}
