package com.hubify.demo.api;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param items the items, oldest first; at most as many as were asked for
 * @param nextCursor id of the last item where more follow, else null
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Cuts a page out of items that are sorted by their ids. */
    public static <T> Page<T> of(Stream<T> all, Function<T, String> id, PageRequest asked) {
        List<T> oneMore = all.filter(item -> asked.isBefore(id.apply(item)))
                .limit(asked.limit() + 1L)
                .toList();
        if (oneMore.size() <= asked.limit()) {
            return new Page<>(oneMore, null);
        }
        List<T> items = List.copyOf(oneMore.subList(0, asked.limit()));
        return new Page<>(items, id.apply(items.get(items.size() - 1)));
    }

    /** Whether more follow. */
    public boolean hasMore() {
        return nextCursor != null;
    }

    /** The same page with each item in another form. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(items.stream().<R>map(form).toList(), nextCursor);
    }
}
