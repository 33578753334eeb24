/** Errors of the protocol: how they are worded, and how they are written for programs. */
@NullMarked
package com.hubify.identity.server.error;

import org.jspecify.annotations.NullMarked;
