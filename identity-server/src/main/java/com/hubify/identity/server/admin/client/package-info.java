/** Section <i>Clients</i>: those of the configuration and those registered while the server runs. */
@NullMarked
package com.hubify.identity.server.admin.client;

import org.jspecify.annotations.NullMarked;
