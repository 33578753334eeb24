/**
 * What all pages share: security headers, who is signed in, error pages; and the start page and sign-out pages. Other pages
 * belong to their features: {@code login}, {@code consent}, {@code device}.
 */
@NullMarked
package com.hubify.identity.server.page;

import org.jspecify.annotations.NullMarked;
