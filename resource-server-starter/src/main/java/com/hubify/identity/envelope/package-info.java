/** The JSON form of answers and errors in Hubify's APIs, shared by the identity server and services on the starter. */
@NullMarked
package com.hubify.identity.envelope;

import org.jspecify.annotations.NullMarked;
