/**
 * Plans of callers: requests are counted here, and settled with the identity server off the request path, so that all services together
 * keep to one budget.
 */
@NullMarked
package com.hubify.identity.resource.quota;

import org.jspecify.annotations.NullMarked;
