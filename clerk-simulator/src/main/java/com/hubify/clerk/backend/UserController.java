package com.hubify.clerk.backend;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Organizations;
import com.hubify.clerk.directory.Users;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.OrganizationJson;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import com.hubify.clerk.user.UserJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People. Lists of them are bare arrays. */
@RestController
@RequestMapping(path = "/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UserController {

    private final Clock clock;
    private final Directory directory;
    private final Users users;
    private final UserForms forms;
    private final Organizations organizations;

    UserController(Clock clock, Directory directory, Users users, UserForms forms, Organizations organizations) {
        this.clock = clock;
        this.directory = directory;
        this.users = users;
        this.forms = forms;
        this.organizations = organizations;
    }

    @GetMapping
    List<Map<String, @Nullable Object>> list(HttpServletRequest request) {
        return Page.of(request).of(UserQuery.select(directory, request), this::json);
    }

    @GetMapping("/count")
    Map<String, Object> count(HttpServletRequest request) {
        return Map.of(
                "object",
                "total_count",
                "total_count",
                UserQuery.select(directory, request).size());
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> get(@PathVariable("id") String id) {
        return json(find(id));
    }

    @PostMapping
    Map<String, @Nullable Object> create(@RequestBody Map<String, @Nullable Object> body) {
        return json(forms.create(body));
    }

    @PatchMapping("/{id}")
    Map<String, @Nullable Object> update(
            @PathVariable("id") String id, @RequestBody Map<String, @Nullable Object> body) {
        return json(forms.update(id, body));
    }

    @PatchMapping("/{id}/metadata")
    Map<String, @Nullable Object> updateMetadata(
            @PathVariable("id") String id, @RequestBody Map<String, @Nullable Object> body) {
        return json(forms.mergeMetadata(id, body));
    }

    @DeleteMapping("/{id}")
    Map<String, @Nullable Object> delete(@PathVariable("id") String id) {
        return UserJson.deleted(users.delete(id));
    }

    @PostMapping("/{id}/ban")
    Map<String, @Nullable Object> ban(@PathVariable("id") String id) {
        return json(users.ban(id, true));
    }

    @PostMapping("/{id}/unban")
    Map<String, @Nullable Object> unban(@PathVariable("id") String id) {
        return json(users.ban(id, false));
    }

    @PostMapping("/{id}/lock")
    Map<String, @Nullable Object> lock(@PathVariable("id") String id) {
        return json(users.lock(id, true));
    }

    @PostMapping("/{id}/unlock")
    Map<String, @Nullable Object> unlock(@PathVariable("id") String id) {
        return json(users.lock(id, false));
    }

    @GetMapping("/{id}/organization_memberships")
    Map<String, @Nullable Object> memberships(@PathVariable("id") String id, HttpServletRequest request) {
        User user = find(id);
        return Query.of(request).page().counted(directory.memberships(user), membership -> {
            Organization organization = directory.organization(membership);
            return OrganizationJson.of(membership, organization, organizations.members(organization), user);
        });
    }

    private User find(String id) {
        return directory.user(id).orElseThrow(() -> ClerkProblem.notFound("No user was found with id " + id));
    }

    private Map<String, @Nullable Object> json(User user) {
        return UserJson.of(user, clock.instant());
    }
}
