@NullMarked
package com.hubify.clerk.home;

import org.jspecify.annotations.NullMarked;
