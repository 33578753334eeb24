/** Tests of the starter, most of them against a stub issuer over real HTTP. */
@NullMarked
package com.hubify.identity.unmade;

import org.jspecify.annotations.NullMarked;
