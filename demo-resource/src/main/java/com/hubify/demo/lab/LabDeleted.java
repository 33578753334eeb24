package com.hubify.demo.lab;

/**
 * Says that a lab is gone, so that what hung on it can go too.
 *
 * @param id the lab's id
 */
public record LabDeleted(String id) {}
