/** Creation and rotation of API keys. A key never has more scopes than the credential that requests it. */
@NullMarked
package com.hubify.identity.server.apikey.issuance;

import org.jspecify.annotations.NullMarked;
