/** What is told of each token that the token endpoint hands out. */
@NullMarked
package com.hubify.identity.server.token.issuance;

import org.jspecify.annotations.NullMarked;
