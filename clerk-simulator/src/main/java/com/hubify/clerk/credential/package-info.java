/**
 * Secrets and opaque tokens: how they are made, hidden from logs, digested and compared. What a token stands
 * for belongs to the packages that issue it.
 */
@NullMarked
package com.hubify.clerk.credential;

import org.jspecify.annotations.NullMarked;
