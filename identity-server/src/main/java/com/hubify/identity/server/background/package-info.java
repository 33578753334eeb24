/** Work that every node does again and again, apart from requests. */
@NullMarked
package com.hubify.identity.server.background;

import org.jspecify.annotations.NullMarked;
