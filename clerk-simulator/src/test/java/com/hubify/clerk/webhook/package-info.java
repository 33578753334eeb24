@NullMarked
package com.hubify.clerk.webhook;

import org.jspecify.annotations.NullMarked;
