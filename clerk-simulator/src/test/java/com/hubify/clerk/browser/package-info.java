@NullMarked
package com.hubify.clerk.browser;

import org.jspecify.annotations.NullMarked;
