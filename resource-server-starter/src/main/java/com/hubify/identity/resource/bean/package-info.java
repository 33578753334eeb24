/** Proxies that enforce annotations on beans, and the checks that stop the start if a proxy cannot enforce one. */
@NullMarked
package com.hubify.identity.resource.bean;

import org.jspecify.annotations.NullMarked;
