/**
 * What applies to all protocol endpoints before their own code: allowed methods, parsing of parameters, one authentication
 * method per client.
 */
@NullMarked
package com.hubify.identity.server.endpoint;

import org.jspecify.annotations.NullMarked;
