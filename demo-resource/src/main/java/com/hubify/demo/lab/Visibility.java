package com.hubify.demo.lab;

/** Who sees a lab: everyone with a credential, or its owner. */
enum Visibility {
    PUBLIC,
    PRIVATE
}
