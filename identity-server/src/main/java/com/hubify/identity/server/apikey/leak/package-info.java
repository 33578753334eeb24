/**
 * API keys that were found in public: GitHub's reports of them, and what becomes of such a key. It is revoked, or may only
 * read until its owner replaces it.
 */
@NullMarked
package com.hubify.identity.server.apikey.leak;

import org.jspecify.annotations.NullMarked;
