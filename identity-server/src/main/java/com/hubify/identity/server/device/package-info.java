/**
 * Signing in a device that has no browser: the page where its code is entered and what follows. The code itself, its life and
 * its checks are Spring's authorization server's; what the device may do is asked by {@code consent}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
@NullMarked
package com.hubify.identity.server.device;

import org.jspecify.annotations.NullMarked;
