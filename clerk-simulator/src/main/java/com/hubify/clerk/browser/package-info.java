/**
 * The browser's side: the sign-in page, the {@code __client} cookie and the session behind it, and the guard
 * against forms posted from elsewhere.
 */
@NullMarked
package com.hubify.clerk.browser;

import org.jspecify.annotations.NullMarked;
