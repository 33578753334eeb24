/** The use of API keys: counted by scope at each request, and reported to the identity server off the request path. */
@NullMarked
package com.hubify.identity.resource.use;

import org.jspecify.annotations.NullMarked;
