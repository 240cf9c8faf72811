// Made from gateway.openapi.json by tools/generate.ts. Do not edit.

export interface paths {
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
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
                        user: string;
                        password: string;
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
                            token: string;
                            expiresIn: number;
                            officer: {
                                id: string;
                                roles: string[];
                                authority: string;
                                jurisdiction: string;
                                post?: string;
                            };
                        };
                    };
                };
                /** @description What went wrong and what to do */
                401: {
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
                429: {
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
                503: {
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
