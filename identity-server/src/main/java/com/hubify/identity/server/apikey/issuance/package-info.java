/**
 * New API keys: made for a person, or in the place of another key. A key never has more scopes than the credential that asks for
 * it.
 */
@NullMarked
package com.hubify.identity.server.apikey.issuance;

import org.jspecify.annotations.NullMarked;
