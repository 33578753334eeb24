/** The form that answers and errors have in Hubify's APIs, the same in the identity server and in services on the starter. */
@NullMarked
package com.hubify.identity.envelope;

import org.jspecify.annotations.NullMarked;
