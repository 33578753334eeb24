/**
 * The device authorization grant: the page where the code is entered, and polling. Codes are issued and checked by Spring's
 * authorization server; consent belongs to {@code consent}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
@NullMarked
package com.hubify.identity.server.device;

import org.jspecify.annotations.NullMarked;
