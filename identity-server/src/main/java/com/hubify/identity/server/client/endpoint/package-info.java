/** {@code /v1/clients}: operators register and change clients while the server runs. */
@NullMarked
package com.hubify.identity.server.client.endpoint;

import org.jspecify.annotations.NullMarked;
