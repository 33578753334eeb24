@NullMarked
package com.hubify.clerk.instance;

import org.jspecify.annotations.NullMarked;
