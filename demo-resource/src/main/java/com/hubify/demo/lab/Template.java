package com.hubify.demo.lab;

/** What a lab starts from. */
enum Template {
    COSMOLOGY,
    ML,
    BIOLOGY,
    BLANK
}
