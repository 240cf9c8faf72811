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
                                cause: "withdrawn" | "expired";
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
}
