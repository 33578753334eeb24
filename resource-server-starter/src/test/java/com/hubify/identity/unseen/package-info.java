/** Tests of the starter, most of them against a stub issuer over real HTTP. */
@NullMarked
package com.hubify.identity.unseen;

import org.jspecify.annotations.NullMarked;
