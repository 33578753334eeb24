/** Who is served next: a connection that sends one request after the other does not keep the others waiting. */
@NullMarked
package com.hubify.identity.server.turn;

import org.jspecify.annotations.NullMarked;
