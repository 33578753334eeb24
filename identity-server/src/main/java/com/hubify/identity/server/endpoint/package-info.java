/**
 * What all endpoints of the protocol share before their own code runs: which methods they take, how parameters are read, and that
 * a client authenticates in one way only.
 */
@NullMarked
package com.hubify.identity.server.endpoint;

import org.jspecify.annotations.NullMarked;
