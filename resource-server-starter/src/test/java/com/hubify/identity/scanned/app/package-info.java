/** Tests of the starter, most of them against a stub issuer over real HTTP. */
@NullMarked
package com.hubify.identity.scanned.app;

import org.jspecify.annotations.NullMarked;
