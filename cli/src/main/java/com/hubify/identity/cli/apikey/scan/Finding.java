package com.hubify.identity.cli.apikey.scan;

/**
 * Where a valid key was found. Holds nothing of its secret.
 *
 * @param file the file as it was named, or as it is reached from the folder that was named
 * @param line the line, from 1
 * @param column the character at which the key begins, from 1; in UTF-8 the byte
 * @param id the key's public id
 */
public record Finding(String file, long line, long column, String id) {}
