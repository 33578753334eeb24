/** Authorization at request handlers, and the analysis of what routes refer to. */
@NullMarked
package com.hubify.identity.resource.handler;

import org.jspecify.annotations.NullMarked;
