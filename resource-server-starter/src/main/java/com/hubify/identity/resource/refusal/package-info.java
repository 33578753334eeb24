/** Refused requests, reported to the identity server off the request path, so that the request ids of answers lead somewhere. */
@NullMarked
package com.hubify.identity.resource.refusal;

import org.jspecify.annotations.NullMarked;
