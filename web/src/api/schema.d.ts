export interface paths {
    "/agent-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When agents logged in and out and paused, newest first; of one `extension` (its id) if asked.
         * @description Needs the role viewer.
         */
        get: operations["list_agent_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent-changes/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What agents of queues do as they do it, from now on or after `Last-Event-ID`.
         * @description Needs the role viewer.
         */
        get: operations["stream_agent_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_api_dialplan"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_api_dialplan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_api_dialplan"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_api_dialplan"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_api_dialplan"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_api_dialplan"];
        trace?: never;
    };
    "/api-dialplans/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_api_dialplan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_api_dialplan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_api_dialplan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_api_dialplan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_api_dialplan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-dialplans/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The password or token by which the server of an API dial plan is asked.
         * @description Needs the role editor.
         */
        put: operations["set_api_dialplan_secret"];
        post?: never;
        /**
         * Ask the server of the API dial plan without a password or token.
         * @description Needs the role editor.
         */
        delete: operations["forget_api_dialplan_secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_caller_list"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_caller_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller-lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_caller_list"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_caller_list"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_caller_list"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_caller_list"];
        trace?: never;
    };
    "/caller-lists/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_caller_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller-lists/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_caller_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller-lists/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_caller_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller-lists/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_caller_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller-lists/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_caller_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The calls, newest first; `recorded` are those that were recorded, or were not.
         * @description Needs the role viewer.
         */
        get: operations["list_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One call with its events.
         * @description Needs the role viewer.
         */
        get: operations["read_call"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/hangup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a running call at once.
         * @description Needs the role editor.
         */
        post: operations["hang_up_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recordings of a call, without those that were deleted.
         * @description Needs the role viewer and the right recordings.
         */
        get: operations["list_recordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/recordings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recording as a WAV file, whole or a range of it. The security log says who had it.
         * @description Needs the role viewer and the right recordings.
         */
        get: operations["read_recording"];
        put?: never;
        post?: never;
        /**
         * Delete a recording for good, once the call is over. The security log says who did it.
         * @description Needs the role editor and the right recordings.
         */
        delete: operations["delete_recording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events of all calls as they happen, from now on or after `Last-Event-ID`.
         * @description Needs the role viewer.
         */
        get: operations["stream_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every write, newest first.
         * @description Needs the role viewer.
         */
        get: operations["list_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_conference"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_conference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_conference"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_conference"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_conference"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_conference"];
        trace?: never;
    };
    "/conferences/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_conference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in a conference.
         * @description Needs the role viewer.
         */
        get: operations["read_live_conference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let nobody but moderators come in any more, as long as anybody is there.
         * @description Needs the role editor.
         */
        post: operations["lock_conference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/members/{call}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a member be heard no more; he is told, and may undo it.
         * @description Needs the role editor.
         */
        post: operations["mute_conference_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/members/{call}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a member out: he is told, and his call ends.
         * @description Needs the role editor.
         */
        post: operations["remove_conference_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/members/{call}/unmute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a member be heard again, unless only moderators are.
         * @description Needs the role editor.
         */
        post: operations["unmute_conference_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/moderator-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The PIN by which callers come into a conference as moderators.
         * @description Needs the role editor.
         */
        put: operations["set_conference_moderator_pin"];
        post?: never;
        /**
         * From now on only the phones of moderators moderate the conference.
         * @description Needs the role editor.
         */
        delete: operations["forget_conference_moderator_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The PIN by which callers come into a conference.
         * @description Needs the role editor.
         */
        put: operations["set_conference_pin"];
        post?: never;
        /**
         * From now on callers come into the conference without a PIN.
         * @description Needs the role editor.
         */
        delete: operations["forget_conference_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_conference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_conference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_conference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_conference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let everybody come in again.
         * @description Needs the role editor.
         */
        post: operations["unlock_conference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a moment is by a schedule, and why.
         * @description Needs the role viewer.
         */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extension-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_extension_group"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_extension_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extension-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_extension_group"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_extension_group"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_extension_group"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_extension_group"];
        trace?: never;
    };
    "/extension-groups/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_extension_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extension-groups/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_extension_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extension-groups/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_extension_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extension-groups/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_extension_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extension-groups/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_extension_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_extension"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_extension"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_extension"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_extension"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_extension"];
        trace?: never;
    };
    "/extensions/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_extension"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_extension"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_extension"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_extension"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/extensions/{id}/voicemail-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The PIN that the mailbox of an extension asks for.
         * @description Needs the role editor.
         */
        put: operations["set_extension_voicemail_pin"];
        post?: never;
        /**
         * From now on only the phones of the extension get into its mailbox.
         * @description Needs the role editor.
         */
        delete: operations["forget_extension_voicemail_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_group_voicemail"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_group_voicemail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_group_voicemail"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_group_voicemail"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_group_voicemail"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_group_voicemail"];
        trace?: never;
    };
    "/group-voicemails/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_group_voicemail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_group_voicemail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_group_voicemail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_group_voicemail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_group_voicemail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/group-voicemails/{id}/voicemail-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The PIN that the mailbox of a group asks for.
         * @description Needs the role editor.
         */
        put: operations["set_group_voicemail_pin"];
        post?: never;
        /**
         * From now on only the members of the group get into its mailbox, without a PIN.
         * @description Needs the role editor.
         */
        delete: operations["forget_group_voicemail_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_holiday"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_holiday"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_holiday"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_holiday"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_holiday"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_holiday"];
        trace?: never;
    };
    "/holidays/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_holiday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_holiday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_holiday"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_holiday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_holiday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create the public holidays of a country, all or none; those whose names are there stay as they are.
         * @description Needs the role editor.
         */
        post: operations["import_holidays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_inbound_route"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_inbound_route"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-routes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_inbound_route"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_inbound_route"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_inbound_route"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_inbound_route"];
        trace?: never;
    };
    "/inbound-routes/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_inbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-routes/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_inbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-routes/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_inbound_route"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-routes/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_inbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbound-routes/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_inbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_ivr"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_ivr"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_ivr"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_ivr"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_ivr"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_ivr"];
        trace?: never;
    };
    "/ivrs/{id}/actions/{action}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The password or token by which an action URL is asked.
         * @description Needs the role editor.
         */
        put: operations["set_action_secret"];
        post?: never;
        /**
         * Ask the action URL without a password or token.
         * @description Needs the role editor.
         */
        delete: operations["forget_action_secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_ivr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The PIN that DISA asks the callers of this menu for.
         * @description Needs the role editor.
         */
        put: operations["set_pin"];
        post?: never;
        /**
         * From now on nobody gets through DISA where the menu needs a PIN.
         * @description Needs the role editor.
         */
        delete: operations["forget_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/prompt-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The password by which the greeting of this menu is changed by telephone.
         * @description Needs the role editor.
         */
        put: operations["set_prompt_password"];
        post?: never;
        /**
         * From now on nobody changes the greeting of this menu by telephone.
         * @description Needs the role editor.
         */
        delete: operations["forget_prompt_password"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_ivr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_ivr"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_ivr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ivrs/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_ivr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/locks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All locks that are in force.
         * @description Needs the role admin.
         */
        get: operations["list_locks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/locks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a lock at once, and forget the wrong PINs that led to it.
         * @description Needs the role admin.
         */
        delete: operations["lift_lock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A session for a name and a password.
         * @description Needs no token.
         */
        post: operations["log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/login/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The session goes on with new tokens; the old ones end.
         * @description Needs no token.
         */
        post: operations["refresh_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session, at once.
         * @description Needs the role viewer.
         */
        post: operations["log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logout/everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out everywhere, at once: of this and all other browsers, and of programs that have logged in.
         * @description Needs the role viewer.
         */
        post: operations["log_out_everywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{owner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many messages a mailbox has.
         * @description Needs the role viewer and the right messages.
         */
        get: operations["read_mailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{owner}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages of a mailbox, oldest first; deleted ones only with `state=deleted`.
         * @description Needs the role viewer and the right messages.
         */
        get: operations["list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{owner}/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One message, without its sound.
         * @description Needs the role viewer and the right messages.
         */
        get: operations["read_message"];
        put?: never;
        post?: never;
        /**
         * Delete a message; for a day it can be restored.
         * @description Needs the role viewer and the right messages.
         */
        delete: operations["delete_message"];
        options?: never;
        head?: never;
        /**
         * Mark a message as heard, or as new again. A deleted one must be restored first.
         * @description Needs the role viewer and the right messages.
         */
        patch: operations["patch_message"];
        trace?: never;
    };
    "/mailboxes/{owner}/messages/{id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sound as a WAV file, whole or a range of it. The security log says who had it.
         * @description Needs the role viewer and the right messages.
         */
        get: operations["read_message_audio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{owner}/messages/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back that a message was deleted. It is as new, or as heard, as it was.
         * @description Needs the role viewer and the right messages.
         */
        post: operations["restore_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who one is, in which tenant, and what one may do there.
         * @description Needs the role viewer.
         */
        get: operations["read_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_music"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_music"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_music"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_music"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_music"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_music"];
        trace?: never;
    };
    "/music/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_music"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_music"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_music"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_music"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/music/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_music"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/office": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the office is open now, and why.
         * @description Needs the role viewer.
         */
        get: operations["read_office_now"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/office/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close the office for a while.
         * @description Needs the role editor.
         */
        put: operations["close_office"];
        post?: never;
        /**
         * Open the office again; does nothing where it is not closed.
         * @description Needs the role editor.
         */
        delete: operations["open_office"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_office"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_office"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_office"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_office"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_office"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_office"];
        trace?: never;
    };
    "/offices/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_office"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offices/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_office"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offices/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_office"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offices/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_office"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/offices/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_office"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_organization"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_organization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_organization"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_organization"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_organization"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_organization"];
        trace?: never;
    };
    "/organizations/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_organization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbound-routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_outbound_route"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_outbound_route"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbound-routes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_outbound_route"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_outbound_route"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_outbound_route"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_outbound_route"];
        trace?: never;
    };
    "/outbound-routes/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_outbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbound-routes/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_outbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbound-routes/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_outbound_route"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbound-routes/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_outbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbound-routes/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_outbound_route"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages to webhooks and SMS gateways, newest first, without what they say.
         * @description Needs the role viewer.
         */
        get: operations["list_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parked-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is parked now, and where.
         * @description Needs the role viewer.
         */
        get: operations["list_parked_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_prompt"];
        put?: never;
        /**
         * A new prompt from an audio file (WAV, MP3, OGG, FLAC, AIFF, GSM); its name is the file's by default.
         * @description Needs the role editor.
         */
        post: operations["upload_prompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_prompt"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_prompt"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_prompt"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_prompt"];
        trace?: never;
    };
    "/prompts/{id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sound as a FLAC file, as it is stored.
         * @description Needs the role viewer.
         */
        get: operations["read_prompt_audio"];
        /**
         * Another sound for a prompt, from an audio file.
         * @description Needs the role editor.
         */
        put: operations["replace_prompt_audio"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_prompt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_prompt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_prompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_prompt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_prompt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/{id}/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Another sound for a prompt, from a text.
         * @description Needs the role editor.
         */
        put: operations["replace_prompt_speech"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new prompt from a text.
         * @description Needs the role editor.
         */
        post: operations["speak_prompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_queue"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_queue"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_queue"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_queue"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_queue"];
        trace?: never;
    };
    "/queues/{id}/agents/{extension}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Log an agent in or out, pause an agent or end the pause. A phone that rings then for this queue stops.
         * @description Needs the role editor.
         */
        put: operations["set_queue_agent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who waits in a queue, and what its agents do.
         * @description Needs the role viewer.
         */
        get: operations["read_live_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a queue did from `since` (a day before) to `until` (now).
         * @description Needs the role viewer.
         */
        get: operations["read_queue_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ring-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_ring_group"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_ring_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ring-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_ring_group"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_ring_group"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_ring_group"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_ring_group"];
        trace?: never;
    };
    "/ring-groups/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_ring_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ring-groups/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_ring_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ring-groups/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_ring_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ring-groups/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_ring_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ring-groups/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_ring_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in by a browser: the answer sets a cookie, which all endpoints take in place of a token.
         * @description Needs no token.
         */
        post: operations["begin_session"];
        /**
         * Log out of this browser, at once.
         * @description Needs the role viewer.
         */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The browsers in which one is logged in.
         * @description Needs the role viewer.
         */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Log out of another browser, at once.
         * @description Needs the role viewer.
         */
        delete: operations["end_another_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would happen to a caller.
         * @description Needs the role editor.
         */
        post: operations["simulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sms-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_sms_template"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_sms_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sms-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_sms_template"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_sms_template"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_sms_template"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_sms_template"];
        trace?: never;
    };
    "/sms-templates/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_sms_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sms-templates/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_sms_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sms-templates/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_sms_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sms-templates/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_sms_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sms-templates/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_sms_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who speaks which language, whether that works, and which voices there are.
         * @description Needs the role viewer.
         */
        get: operations["read_speech"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All processes of the machine that answers, with their figures over all tenants.
         * @description Needs the role admin.
         */
        get: operations["read_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Its name, and the SIP domain in which its phones register.
         * @description Needs the role viewer.
         */
        get: operations["read_tenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_time_condition"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_time_condition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_time_condition"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_time_condition"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_time_condition"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_time_condition"];
        trace?: never;
    };
    "/time-conditions/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_time_condition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a time condition sends callers at a moment, and why.
         * @description Needs the role viewer.
         */
        get: operations["explain_time_condition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_time_condition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_time_condition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_time_condition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/time-conditions/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_time_condition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All tokens, without what is secret of them.
         * @description Needs the role admin.
         */
        get: operations["list_tokens"];
        put?: never;
        /**
         * A new token; this answer is the only one that shows it.
         * @description Needs the role admin.
         */
        post: operations["mint_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is known of a token.
         * @description Needs the role admin.
         */
        get: operations["read_token"];
        put?: never;
        post?: never;
        /**
         * End a token at once.
         * @description Needs the role admin.
         */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunk-statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All trunks of the tenant, by id.
         * @description Needs the role viewer.
         */
        get: operations["list_trunk_statuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_trunk"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_trunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_trunk"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_trunk"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_trunk"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_trunk"];
        trace?: never;
    };
    "/trunks/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_trunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The password by which we register and authenticate at a trunk.
         * @description Needs the role editor.
         */
        put: operations["set_trunk_password"];
        post?: never;
        /**
         * Authenticate no more at the trunk.
         * @description Needs the role editor.
         */
        delete: operations["forget_trunk_password"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_trunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_trunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_trunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_trunk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One trunk.
         * @description Needs the role viewer.
         */
        get: operations["read_trunk_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All users in the order of their names.
         * @description Needs the role admin.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * A new user.
         * @description Needs the role admin.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is known of a user.
         * @description Needs the role admin.
         */
        get: operations["read_user"];
        put?: never;
        post?: never;
        /**
         * Remove a user, whose sessions end at once.
         * @description Needs the role admin.
         */
        delete: operations["delete_user"];
        options?: never;
        head?: never;
        /**
         * Give a user another role or other rights, at once also in their sessions.
         * @description Needs the role admin.
         */
        patch: operations["patch_user"];
        trace?: never;
    };
    "/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A new password; all sessions of the user end. Whoever changes their own in a browser goes on there.
         * @description Needs the role viewer.
         */
        put: operations["set_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Some of the objects, in pages.
         * @description Needs the role viewer.
         */
        get: operations["list_webhook"];
        put?: never;
        /**
         * Create an object; what is left out has its default.
         * @description Needs the role editor.
         */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One object.
         * @description Needs the role viewer.
         */
        get: operations["read_webhook"];
        /**
         * Replace an object; what is left out has its default.
         * @description Needs the role editor.
         */
        put: operations["replace_webhook"];
        post?: never;
        /**
         * Remove an object that nothing refers to; its history stays.
         * @description Needs the role editor.
         */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /**
         * Change what is sent and leave the rest (JSON merge patch, RFC 7396).
         * @description Needs the role editor.
         */
        patch: operations["patch_webhook"];
        trace?: never;
    };
    "/webhooks/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between two revisions.
         * @description Needs the role viewer.
         */
        get: operations["diff_webhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who refers to the object.
         * @description Needs the role viewer.
         */
        get: operations["list_references_to_webhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an old revision again, as a new one; brings a deleted object back under its id.
         * @description Needs the role editor.
         */
        post: operations["restore_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The writes of an object, newest first, also of a deleted one.
         * @description Needs the role viewer.
         */
        get: operations["list_revisions_of_webhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One write with the document that was written.
         * @description Needs the role viewer.
         */
        get: operations["read_revision_of_webhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The secret that signs what this webhook is told.
         * @description Needs the role editor.
         */
        put: operations["set_webhook_secret"];
        post?: never;
        /**
         * Sign no more.
         * @description Needs the role editor.
         */
        delete: operations["forget_webhook_secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post `{"event":"test"}` to the webhook now, signed, and say what came of it.
         * @description Needs the role editor.
         */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ActionAnswered
         * @description What it said; `none` when it gave no usable answer, and `outcome` says why.
         */
        ActionAnswered: {
            /**
             * Action
             * @enum {string}
             */
            action: "call" | "hangup" | "repeat" | "none";
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Destination
             * @default
             */
            destination?: string;
            /**
             * Outcome
             * @default
             */
            outcome?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "action_answered";
        };
        /**
         * ActionAsked
         * @description A web server is asked where the caller goes. `key` and `name` are the action URL's, `input` the caller's keys.
         */
        ActionAsked: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Input
             * @default
             */
            input?: string;
            /** Ivr */
            ivr: number;
            /** Key */
            key: number;
            /** Name */
            name: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "action_asked";
        };
        /**
         * ActionReply
         * @description What a web server says; `destination` goes with `call`.
         */
        ActionReply: {
            /**
             * Action
             * @enum {string}
             */
            action: "call" | "hangup" | "repeat";
            /**
             * Destination
             * @default null
             */
            destination?: string | null;
        };
        /**
         * ActionUrl
         * @description Asks `url` what to do when a caller's keys (or with `on` caller, the caller's number) fit `mask`.
         *
         *     `key` tells the action URLs of a menu apart. Password or token are kept outside the document (`secret_name`).
         */
        ActionUrl: {
            /**
             * Auth
             * @default none
             * @enum {string}
             */
            auth?: "none" | "basic" | "digest" | "bearer";
            /**
             * Connect Timeout S
             * @default 2
             */
            connect_timeout_s?: number;
            /**
             * Enabled
             * @default false
             */
            enabled?: boolean;
            /**
             * Headers
             * @default []
             */
            headers?: components["schemas"]["WebHeader"][];
            /** Key */
            key: number;
            /** Mask */
            mask: string;
            /**
             * Method
             * @enum {string}
             */
            method: "GET" | "POST";
            /** Name */
            name: string;
            /**
             * On
             * @enum {string}
             */
            on: "keys" | "caller";
            /**
             * Request Timeout S
             * @default 2
             */
            request_timeout_s?: number;
            /** Url */
            url: string;
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * AgentChangeShown
         * @description An agent (the id of the extension) was logged in or out, paused or resumed, in a queue or, null, in all.
         *
         *     `by` is who did it: an author of writes, `phone:NUMBER`, or `system` for who has missed too many calls.
         */
        AgentChangeShown: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /**
             * Change
             * @enum {string}
             */
            change: "logged_in" | "logged_out" | "paused" | "resumed";
            /** Extension */
            extension: number;
            /** Id */
            id: number;
            /** Queue */
            queue: number | null;
            /** Reason */
            reason: string;
        };
        /**
         * AgentShown
         * @description An agent of a queue, known by the id of the extension.
         *
         *     `paused` holds in this queue, with `in_all` in all queues. `call` is the id of the call for which the phones ring,
         *     or in which the agent talks; `until` is the end of `wrap_up` or `held_off`. `missed` calls are those in a row,
         *     `talks` those of this queue today.
         */
        AgentShown: {
            /** Call */
            call: string | null;
            /** Extension */
            extension: number;
            /** In All */
            in_all: boolean;
            /** Logged In */
            logged_in: boolean;
            /**
             * Login
             * @enum {string}
             */
            login: "always" | "by_code";
            /** Missed */
            missed: number;
            /** Paused */
            paused: boolean;
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "logged_out" | "paused" | "dnd" | "unreachable" | "ringing" | "talking" | "other_call" | "wrap_up" | "held_off" | "free";
            /** Talks */
            talks: number;
            /** Tier */
            tier: number;
            /** Until */
            until: string | null;
        };
        /**
         * AgentWanted
         * @description What an agent of a queue is to be.
         *
         *     `logged_in` may be left out; who is always logged in cannot be logged out. A pause holds in this queue, with
         *     `in_all` in all queues. Without `paused`, the pauses that keep the agent from this queue end.
         */
        AgentWanted: {
            /**
             * In All
             * @default false
             */
            in_all?: boolean;
            /**
             * Logged In
             * @default null
             */
            logged_in?: boolean | null;
            /**
             * Paused
             * @default false
             */
            paused?: boolean;
            /**
             * Reason
             * @default
             */
            reason?: string;
        };
        /**
         * Announcement
         * @description A prompt that comes with the product.
         */
        Announcement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "announcement";
            /**
             * Name
             * @enum {string}
             */
            name: "default" | "invalid" | "unavailable" | "busy" | "no-answer" | "not-permitted" | "limit-reached" | "goodbye" | "ringback" | "no-such-extension" | "enter-pin" | "wrong-pin" | "enter-number" | "busy-tone" | "congestion-tone" | "vm-greeting" | "vm-greeting-busy" | "vm-greeting-group" | "vm-after-tone" | "vm-full" | "vm-too-short" | "recording-limit" | "vm-review" | "vm-saved" | "vm-cancelled" | "tone-record" | "tone-limit" | "vm-mailbox" | "vm-none" | "vm-main" | "vm-message-menu" | "vm-from" | "vm-no-caller" | "vm-deleted" | "vm-undeleted" | "vm-kept" | "vm-no-more" | "vm-message-gone" | "vm-copy-to" | "vm-copied" | "vm-options" | "vm-greeting-menu" | "vm-record-greeting" | "vm-record-name" | "vm-greeting-saved" | "vm-greeting-removed" | "vm-greeting-none" | "vm-pin-new" | "vm-pin-again" | "vm-pin-changed" | "vm-pin-weak" | "vm-pin-mismatch" | "queue-busy" | "queue-accept" | "forward-accept" | "conf-invited" | "queue-logged-in" | "queue-logged-out" | "queue-paused" | "queue-resumed" | "queue-not-agent" | "conf-pin" | "conf-wait" | "conf-begin" | "conf-alone" | "conf-joined" | "conf-left" | "conf-full" | "conf-locked" | "conf-removed" | "conf-moderator-left" | "conf-ended" | "conf-menu" | "conf-menu-moderator" | "conf-muted" | "conf-unmuted" | "conf-locked-now" | "conf-unlocked-now" | "conf-record-name" | "dbn-enter" | "dbn-none" | "dbn-many" | "dbn-no-more" | "dbn-extension" | "dbn-choose" | "pe-password" | "pe-menu" | "pe-several" | "pe-record" | "pe-review" | "pe-saved" | "pe-failed" | "forward-on" | "forward-off" | "dnd-on" | "dnd-off" | "night-on" | "night-off" | "closure-on" | "closure-off" | "park-slot" | "record-notice" | "caller-blocked" | "no-such-mailbox" | "not-possible" | "tone-join" | "tone-leave" | "office-closed" | "closure-until" | "closure-opens" | "closure-menu" | "emergency-call" | "pickup-none" | "park-full";
        };
        /**
         * ApiDialplan
         * @description Asks `url` what to do with a caller. Without an answer that can be used, and where its steps lead nowhere, the
         *     call goes to `failover`.
         */
        ApiDialplan: {
            /**
             * Auth
             * @default none
             * @enum {string}
             */
            auth?: "none" | "basic" | "digest" | "bearer";
            /**
             * Connect Timeout S
             * @default 2
             */
            connect_timeout_s?: number;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
            /**
             * Headers
             * @default []
             */
            headers?: components["schemas"]["WebHeader"][];
            /**
             * Method
             * @enum {string}
             */
            method: "GET" | "POST";
            /** Name */
            name: string;
            /**
             * Request Timeout S
             * @default 2
             */
            request_timeout_s?: number;
            /** Url */
            url: string;
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * ApiDialplanPage
         * @description Some of the objects.
         */
        ApiDialplanPage: {
            /** Items */
            items: components["schemas"]["StoredApiDialplan"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * ApiFigures
         * @description Those of the api process. `requests` are those answered since it started, by face and status.
         *
         *     `outbox` and `feed` are null when the database does not answer in time.
         */
        ApiFigures: {
            feed: components["schemas"]["FeedFigures"] | null;
            outbox: components["schemas"]["OutboxFigures"] | null;
            /** Requests */
            requests: {
                [key: string]: {
                    [key: string]: number;
                };
            };
        };
        /**
         * ApiProcess
         * @description The api process.
         */
        ApiProcess: {
            /** Answers */
            answers: boolean | null;
            figures: components["schemas"]["ApiFigures"] | null;
            /** Name */
            name: string;
            /** Pid */
            pid: number | null;
            /** Since */
            since: string | null;
            /** State */
            state: ("starting" | "running" | "silent" | "hung" | "ended") | "unknown";
        };
        /**
         * Bridged
         * @description Caller and callee talk.
         */
        Bridged: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            target: components["schemas"]["DialledTarget"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "bridged";
        };
        /**
         * BridgeEnded
         * @description Caller and callee no longer talk.
         */
        BridgeEnded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "caller" | "callee";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "bridge_ended";
        };
        /**
         * BrowserSessions
         * @description All of one's own, the one that was used last first.
         */
        BrowserSessions: {
            /** Items */
            items: components["schemas"]["BrowserSessionShown"][];
        };
        /**
         * BrowserSessionShown
         * @description A browser in which one is logged in: since when, when it was last used, from which network.
         *
         *     `browser` is its User-Agent; `current`: this request comes from it.
         */
        BrowserSessionShown: {
            /** Address */
            address: string;
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Browser */
            browser: string;
            /** Current */
            current: boolean;
            /** Id */
            id: number;
            /**
             * Used At
             * Format: date-time
             */
            used_at: string;
        };
        /**
         * ByTime
         * @description One of three places, by the time of the call; null: as if the caller's keys meant nothing, elsewhere hang up.
         */
        ByTime: {
            /**
             * Closed
             * @default null
             */
            closed?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Holiday
             * @default null
             */
            holiday?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "by_time";
            /**
             * Open
             * @default null
             */
            open?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * @default {
             *       "hours": null,
             *       "holidays": [],
             *       "timezone": null
             *     }
             */
            when?: components["schemas"]["Schedule"];
        };
        /**
         * CallAnswered
         * @description Switchboard, or the callee, answered the caller.
         */
        CallAnswered: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "answered";
        };
        /**
         * CallDetails
         * @description A call with its events in order.
         */
        CallDetails: {
            /** Answered At */
            answered_at: string | null;
            /** Caller */
            caller: string;
            /** Caller Name */
            caller_name: string;
            /** Cause */
            cause: string;
            /** Dialled */
            dialled: string;
            /** Dtmf Methods */
            dtmf_methods: string[];
            /** Ended At */
            ended_at: string | null;
            /** Ended By */
            ended_by: string;
            /** Events */
            events: components["schemas"]["EventShown"][];
            /** Extension */
            extension: number | null;
            /** Id */
            id: string;
            /** Node */
            node: string;
            /** Recording */
            recording: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "ended" | "interrupted";
            /** Test */
            test: boolean;
            /** Trunk */
            trunk: number | null;
        };
        /**
         * CalleeReplaced
         * @description Somebody comes in the place of the callee, from another call (its id): an attended transfer.
         *
         *     `bridged` follows.
         */
        CalleeReplaced: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Call */
            call: string;
            target: components["schemas"]["DialledTarget"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "callee_replaced";
        };
        /**
         * CallEnded
         * @description The call is over: by whom, why, and where the caller was.
         *
         *     `menu` is the number of the menu that the caller was in, `prompt` what played (`offset_ms` of it was heard), or "";
         *     `keys` is everything pressed and taken in the call but PINs.
         */
        CallEnded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "caller" | "callee" | "switchboard";
            cause: components["schemas"]["Cause"];
            /**
             * Keys
             * @default
             */
            keys?: string;
            /**
             * Menu
             * @default
             */
            menu?: string;
            /**
             * Offset Ms
             * @default 0
             */
            offset_ms?: number;
            /**
             * Prompt
             * @default
             */
            prompt?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "call_ended";
        };
        /**
         * CallerBlocked
         * @description A caller from outside is refused, because a list (its id and name) has the number, or all who withhold theirs.
         */
        CallerBlocked: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** List */
            list: number;
            /** Name */
            name: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "number" | "withheld";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "caller_blocked";
        };
        /**
         * CallerList
         * @description A block list, or with `allow` one of those whom no block list stops: the call semantics, section 21.
         *
         *     `numbers` are patterns as routes have them, `withheld` is every caller who sends no number. `trunks`: for calls
         *     through these alone; none: through any. Who is refused goes to `to`; null: is refused by `refusal`.
         */
        CallerList: {
            /**
             * Allow
             * @default false
             */
            allow?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Name */
            name: string;
            /**
             * Numbers
             * @default []
             */
            numbers?: string[];
            /**
             * Refusal
             * @default busy
             * @enum {string}
             */
            refusal?: "busy" | "declined" | "announcement";
            /**
             * To
             * @default null
             */
            to?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
            /**
             * Withheld
             * @default false
             */
            withheld?: boolean;
        };
        /**
         * CallerListPage
         * @description Some of the objects.
         */
        CallerListPage: {
            /** Items */
            items: components["schemas"]["StoredCallerList"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * CallerReplaced
         * @description Somebody else is the caller from here on, who comes from another call (its id): an attended transfer.
         *
         *     He is at an extension (its id) or behind a trunk (its id). `withheld`: he does not want to be known.
         */
        CallerReplaced: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Call */
            call: string;
            /** Caller */
            caller: string;
            /**
             * Caller Name
             * @default
             */
            caller_name?: string;
            /**
             * Extension
             * @default null
             */
            extension?: number | null;
            /**
             * Trunk
             * @default null
             */
            trunk?: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "caller_replaced";
            /**
             * Withheld
             * @default false
             */
            withheld?: boolean;
        };
        /**
         * CallerShown
         * @description Who waits since then; position 1 is the first. `ringing` are the extensions (ids) that ring for this caller.
         *
         *     `wait_min`: the expected wait in minutes, 31 for more than thirty; null while it is not known.
         */
        CallerShown: {
            /** Call */
            call: string;
            /** Caller */
            caller: string;
            /** Position */
            position: number;
            /** Priority */
            priority: number;
            /** Ringing */
            ringing: number[];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Wait Min */
            wait_min: number | null;
        };
        /**
         * CallFigures
         * @description Calls that go on `now`; `started`, by their cause `ended`, and `blocked` by a list of callers, since the process
         *     started.
         */
        CallFigures: {
            /**
             * Blocked
             * @default 0
             */
            blocked?: number;
            /** Ended */
            ended: {
                [key: string]: number;
            };
            /** Now */
            now: number;
            /** Started */
            started: number;
        };
        /**
         * CallMeanwhile
         * @description A call of another extension, `from` its number, `after_s` after the beginning; `keys` as of the simulation.
         */
        CallMeanwhile: {
            /** After S */
            after_s: number;
            /** Dialled */
            dialled: string;
            /** From */
            from: string;
            /**
             * Keys
             * @default
             */
            keys?: string;
        };
        /**
         * CallsFigures
         * @description Those of the calls process; `sip` is null where another engine has no SIP.
         *
         *     `registrations` are the contacts of phones that are registered now, `subscriptions` those of phones that want to be
         *     told how many messages wait. `trunks` are those of all tenants by their state.
         */
        CallsFigures: {
            calls: components["schemas"]["CallFigures"];
            records: components["schemas"]["RecordFigures"];
            /** Registrations */
            registrations: number;
            sip: components["schemas"]["SipFigures"] | null;
            /** Subscriptions */
            subscriptions: number;
            /**
             * Trunks
             * @default {}
             */
            trunks?: {
                [key: string]: number;
            };
        };
        /**
         * CallShown
         * @description A call as it is known now. `extension` and `trunk` are the ids of where it came from. `test`: a test call.
         */
        CallShown: {
            /** Answered At */
            answered_at: string | null;
            /** Caller */
            caller: string;
            /** Caller Name */
            caller_name: string;
            /** Cause */
            cause: string;
            /** Dialled */
            dialled: string;
            /** Dtmf Methods */
            dtmf_methods: string[];
            /** Ended At */
            ended_at: string | null;
            /** Ended By */
            ended_by: string;
            /** Extension */
            extension: number | null;
            /** Id */
            id: string;
            /** Node */
            node: string;
            /** Recording */
            recording: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "ended" | "interrupted";
            /** Test */
            test: boolean;
            /** Trunk */
            trunk: number | null;
        };
        /**
         * CallsProcess
         * @description The calls process.
         */
        CallsProcess: {
            /** Answers */
            answers: boolean | null;
            figures: components["schemas"]["CallsFigures"] | null;
            /** Name */
            name: string;
            /** Pid */
            pid: number | null;
            /** Since */
            since: string | null;
            /** State */
            state: ("starting" | "running" | "silent" | "hung" | "ended") | "unknown";
        };
        /**
         * CallStarted
         * @description A call came in, from an extension (its id) or through a trunk (its id).
         *
         *     `withheld`: the caller does not want to be known, and through a trunk is not. If others have sent the caller on
         *     before the call came here, `diverted_from` is the number that was called first, and `diverted_by` the last of them,
         *     who did it for `divert_reason`; "" for one who is not to be named.
         */
        CallStarted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Caller */
            caller: string;
            /**
             * Caller Name
             * @default
             */
            caller_name?: string;
            /** Dialled */
            dialled: string;
            /**
             * Divert Reason
             * @default
             */
            divert_reason?: string;
            /**
             * Diverted By
             * @default
             */
            diverted_by?: string;
            /**
             * Diverted From
             * @default
             */
            diverted_from?: string;
            /**
             * Extension
             * @default null
             */
            extension?: number | null;
            /**
             * Trunk
             * @default null
             */
            trunk?: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "call_started";
            /**
             * Withheld
             * @default false
             */
            withheld?: boolean;
        };
        /**
         * Cause
         * @description Why a call ends, or never begins.
         *
         *     An engine turns it into its protocol's own words (SIP: `STATUS_OF` in `engine/builtin/invitation.py`).
         * @enum {string}
         */
        Cause: "normal" | "busy" | "no-answer" | "rejected" | "unreachable" | "not-found" | "forbidden" | "cancelled" | "media-lost" | "draining" | "released" | "failed";
        /**
         * ChangeShown
         * @description Who changed what and when.
         */
        ChangeShown: {
            /**
             * Action
             * @enum {string}
             */
            action: "created" | "updated" | "deleted";
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Author */
            author: string;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Revision */
            revision: number;
            /** Seq */
            seq: number;
        };
        /**
         * Closure
         * @description Until `until` callers from outside hear `prompt` (null: the words of the product) and go to `to` (null: their
         *     call ends). `by` is who has closed the office, for people. It ends by itself: nobody has to open the office again.
         */
        Closure: {
            /**
             * By
             * @default
             */
            by?: string;
            /**
             * Prompt
             * @default null
             */
            prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * To
             * @default null
             */
            to?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * ClosureWanted
         * @description Closes the office until then. `prompt` null: the words of the product; `to` null: calls end after them.
         */
        ClosureWanted: {
            /**
             * Prompt
             * @default null
             */
            prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * To
             * @default null
             */
            to?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * Conference
         * @description A room with a number: the call semantics, section 20.
         *
         *     `moderators` need no PIN on their own phones; others are moderators by the moderators' PIN. Both PINs are kept
         *     outside the document (`MEMBER_PIN`, `MODERATOR_PIN`). With `wait_for_moderator` callers hear music until a moderator
         *     is there, if anybody can be one. `without_moderator` is what happens when the last one has left: the others go on,
         *     wait for one, or are sent away after `moderator_grace_s`.
         *
         *     `entry` tells those inside of who comes and goes: by a tone, by words and the number of an extension, by words and
         *     the name that each says before he comes in, or not. With `invite` members who call from their own phones may call
         *     others in.
         *     Moderators come in even if `max_members` are there, and are never muted on entry. Whoever is alone, or waits, for
         *     `alone_limit_s` is sent away (0: never). Those who wait hear `music`; null: the office's. With
         *     `record` the conference is recorded, and each newcomer hears `record_notice` first (null: the office's).
         */
        Conference: {
            /**
             * Alone Limit S
             * @default 1800
             */
            alone_limit_s?: number;
            /**
             * Entry
             * @default tone
             * @enum {string}
             */
            entry?: "tone" | "number" | "name" | "none";
            /**
             * Invite
             * @default false
             */
            invite?: boolean;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Members
             * @default 50
             */
            max_members?: number;
            /**
             * Moderator Grace S
             * @default 30
             */
            moderator_grace_s?: number;
            /**
             * Moderators
             * @default []
             */
            moderators?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /**
             * Mute On Entry
             * @default false
             */
            mute_on_entry?: boolean;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Wait For Moderator
             * @default false
             */
            wait_for_moderator?: boolean;
            /**
             * Without Moderator
             * @default go_on
             * @enum {string}
             */
            without_moderator?: "go_on" | "wait" | "end";
        };
        /**
         * ConferenceInvited
         * @description The caller has invited somebody by number, who has joined, or why not.
         *
         *     `declined`: whoever answered did not press the key; `cancelled`: the caller left before that was known. Nobody was
         *     called where that number leads to nobody whom the caller may call, or the conference is `full` or `locked`.
         */
        ConferenceInvited: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Conference */
            conference: number;
            /** Outcome */
            outcome: ("joined" | "declined" | "not-permitted" | "full" | "locked") | components["schemas"]["Cause"];
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_invited";
        };
        /**
         * ConferenceJoined
         * @description The caller comes into a conference (its id, number and name). `members` are all who are there or wait.
         */
        ConferenceJoined: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Conference */
            conference: number;
            /** Members */
            members: number;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Role
             * @enum {string}
             */
            role: "member" | "moderator";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_joined";
        };
        /**
         * ConferenceLeft
         * @description The caller is no longer in the conference, where `members` are left.
         *
         *     `caller`: he hung up; `key`: he chose to leave; `removed`: somebody removed him; `ended`: no moderator was there any
         *     more; `alone`: he was alone, or waited, for too long; `media`: the sound was lost; `system`: draining, or a release.
         */
        ConferenceLeft: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Conference */
            conference: number;
            /** Members */
            members: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "caller" | "key" | "removed" | "ended" | "alone" | "media" | "system";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_left";
        };
        /**
         * ConferenceLocked
         * @description The caller, a moderator, has locked the conference, or opened it again; or somebody did so over the API while the
         *     caller was the first of those who were there.
         */
        ConferenceLocked: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @default moderator
             * @enum {string}
             */
            by?: "moderator" | "api";
            /** Conference */
            conference: number;
            /** Locked */
            locked: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_locked";
        };
        /**
         * ConferenceMuted
         * @description The caller has muted himself (`by` member) or, a moderator, all others, or was muted over the API; or that is
         *     over.
         */
        ConferenceMuted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "member" | "moderator" | "api";
            /** Conference */
            conference: number;
            /** Muted */
            muted: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_muted";
        };
        /**
         * ConferencePage
         * @description Some of the objects.
         */
        ConferencePage: {
            /** Items */
            items: components["schemas"]["StoredConference"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * ConferenceRefused
         * @description The caller does not come in: the conference is full or locked, his PIN was wrong, or may not or cannot be asked
         *     for.
         */
        ConferenceRefused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Conference */
            conference: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "full" | "locked" | "wrong_pin" | "no_pin" | "unavailable" | "too_many_failures";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_refused";
        };
        /**
         * ConferenceWaiting
         * @description The caller waits for a moderator.
         */
        ConferenceWaiting: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Conference */
            conference: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "conference_waiting";
        };
        /**
         * Credentials
         * @description Who logs in. `domain` is the SIP domain of the tenant; without it, it is the default tenant.
         */
        Credentials: {
            /**
             * Domain
             * @default
             */
            domain?: string;
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * CustomPrompt
         * @description A prompt of the tenant.
         */
        CustomPrompt: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "prompt";
            /** Prompt */
            prompt: number;
        };
        /**
         * DayHours
         * @description One day of the week: closed, open in `ranges`, or without ranges open all day.
         */
        DayHours: {
            /**
             * Open
             * @default false
             */
            open?: boolean;
            /**
             * Ranges
             * @default []
             */
            ranges?: components["schemas"]["TimeRange"][];
        };
        /**
         * Decided
         * @description The rule that holds, and the wall-clock time in `zone` that decided. `holiday` is an id.
         */
        Decided: {
            /** Explanation */
            explanation: string;
            /** Holiday */
            holiday: number | null;
            /** Holiday Name */
            holiday_name: string;
            /**
             * Local
             * Format: date-time
             */
            local: string;
            /**
             * Rule
             * @enum {string}
             */
            rule: "holiday" | "open" | "closed";
            /** Zone */
            zone: string;
        };
        /**
         * DecidedFor
         * @description The same with where callers go; `to` null hangs up.
         */
        DecidedFor: {
            /** Explanation */
            explanation: string;
            /** Holiday */
            holiday: number | null;
            /** Holiday Name */
            holiday_name: string;
            /**
             * Local
             * Format: date-time
             */
            local: string;
            /**
             * Rule
             * @enum {string}
             */
            rule: "holiday" | "open" | "closed";
            /** To */
            to: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /** Zone */
            zone: string;
        };
        /**
         * DeliveryShown
         * @description How far a message is. `target` is the id of the webhook or SMS template; `outcome` tells of the last attempt.
         */
        DeliveryShown: {
            /** Attempts */
            attempts: number;
            /**
             * Channel
             * @enum {string}
             */
            channel: "sms" | "webhook" | "mail" | "alarm";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Id */
            id: number;
            /** Outcome */
            outcome: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "sent" | "failed";
            /** Target */
            target: number;
        };
        /**
         * DialByName
         * @description Spell the name of an extension on the keys.
         */
        DialByName: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "dial_by_name";
        };
        /**
         * DialEnded
         * @description Dialling ended: answered, or why not. `status` is the protocol's code or 0.
         */
        DialEnded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Outcome */
            outcome: "answered" | components["schemas"]["Cause"];
            /**
             * Status
             * @default 0
             */
            status?: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "dial_ended";
        };
        /**
         * DialledTarget
         * @description Who rings: the phones of an extension, or a number through a trunk. `id` is that of the extension or trunk.
         */
        DialledTarget: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "extension" | "trunk";
            /** Number */
            number: string;
        };
        /**
         * DialPattern
         * @description Digits that a route takes. The first `strip` digits are removed, then `prepend` goes in front.
         */
        DialPattern: {
            /** Pattern */
            pattern: string;
            /**
             * Prepend
             * @default
             */
            prepend?: string;
            /**
             * Strip
             * @default 0
             */
            strip?: number;
        };
        /**
         * DialplanAnswered
         * @description How many steps it said; with 0 it gave no usable answer, and `outcome` says why.
         */
        DialplanAnswered: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Outcome
             * @default
             */
            outcome?: string;
            /** Steps */
            steps: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "dialplan_answered";
        };
        /**
         * DialplanAsked
         * @description The web server of an API dial plan (its id) is asked what to do; `keys` are those pressed since it was asked
         *     last.
         */
        DialplanAsked: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Dialplan */
            dialplan: number;
            /**
             * Keys
             * @default
             */
            keys?: string;
            /** Name */
            name: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "dialplan_asked";
        };
        /**
         * DialStarted
         * @description The targets began to be called, all at once.
         *
         *     `caller_id` is the number that a trunk was told as the caller's, "" for a withheld one; None when phones ring.
         */
        DialStarted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Caller Id
             * @default null
             */
            caller_id?: string | null;
            /** Targets */
            targets: components["schemas"]["DialledTarget"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "dial_started";
        };
        /**
         * Difference
         * @description What a path held before and after; a side that is missing did not have the path.
         */
        Difference: {
            /**
             * Change
             * @enum {string}
             */
            change: "added" | "removed" | "changed";
            /**
             * New
             * @default null
             */
            new?: unknown;
            /**
             * Old
             * @default null
             */
            old?: unknown;
            /** Path */
            path: string;
        };
        /**
         * Differences
         * @description From one revision to another.
         */
        Differences: {
            /** Differences */
            differences: components["schemas"]["Difference"][];
            /** From */
            from: number;
            /** To */
            to: number;
        };
        /**
         * DirectDial
         * @description What a caller may dial from the menu.
         *
         *     Extensions: none, all, those in `allow`, or all but those in `restrict`. `services` are ring groups, menus, group
         *     voicemails, queues and conferences: none, all, or those in `ring_groups`, `queues` and `conferences`. Nothing in
         *     `exclude` can be dialled.
         */
        DirectDial: {
            /**
             * Allow
             * @default []
             */
            allow?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /**
             * Conferences
             * @default []
             */
            conferences?: number[];
            /**
             * Exclude
             * @default []
             */
            exclude?: components["schemas"]["NumberRange"][];
            /**
             * Mode
             * @default off
             * @enum {string}
             */
            mode?: "off" | "all" | "allow" | "restrict";
            /**
             * Queues
             * @default []
             */
            queues?: number[];
            /**
             * Restrict
             * @default []
             */
            restrict?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /**
             * Ring Groups
             * @default []
             */
            ring_groups?: number[];
            /**
             * Services
             * @default off
             * @enum {string}
             */
            services?: "off" | "all" | "allow";
            /**
             * Unresolved Services
             * @default []
             */
            unresolved_services?: components["schemas"]["UnresolvedService"][];
        };
        /**
         * DirectoryOptions
         * @description How callers dial by name. A name is looked for after `keys_needed` keys. While more than `offer_at_most` people
         *     have it, the caller is asked for more keys. With `say_number` the number of each is read behind the name. The key 0
         *     leads to `operator`.
         */
        DirectoryOptions: {
            /**
             * Keys Needed
             * @default 3
             */
            keys_needed?: number;
            /**
             * Offer At Most
             * @default 8
             */
            offer_at_most?: number;
            /**
             * Operator
             * @default null
             */
            operator?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Say Number
             * @default true
             */
            say_number?: boolean;
        };
        /**
         * Disa
         * @description Ask for the PIN of the menu that the caller comes from, if it needs one, and for a number to dial.
         */
        Disa: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "disa";
        };
        /**
         * DisaRefused
         * @description Nobody is let in: no PIN is set, the PIN cannot be read, or this caller was wrong too often.
         */
        DisaRefused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "no_pin" | "unavailable" | "too_many_failures";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "disa_refused";
        };
        /**
         * EditedApiDialplan
         * @description Asks `url` what to do with a caller. Without an answer that can be used, and where its steps lead nowhere, the
         *     call goes to `failover`.
         */
        EditedApiDialplan: {
            /**
             * Auth
             * @default none
             * @enum {string}
             */
            auth?: "none" | "basic" | "digest" | "bearer";
            /**
             * Connect Timeout S
             * @default 2
             */
            connect_timeout_s?: number;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
            /**
             * Headers
             * @default []
             */
            headers?: components["schemas"]["WebHeader"][];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Method
             * @enum {string}
             */
            method: "GET" | "POST";
            /** Name */
            name: string;
            /**
             * Request Timeout S
             * @default 2
             */
            request_timeout_s?: number;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /** Url */
            url: string;
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * EditedCallerList
         * @description A block list, or with `allow` one of those whom no block list stops: the call semantics, section 21.
         *
         *     `numbers` are patterns as routes have them, `withheld` is every caller who sends no number. `trunks`: for calls
         *     through these alone; none: through any. Who is refused goes to `to`; null: is refused by `refusal`.
         */
        EditedCallerList: {
            /**
             * Allow
             * @default false
             */
            allow?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Numbers
             * @default []
             */
            numbers?: string[];
            /**
             * Refusal
             * @default busy
             * @enum {string}
             */
            refusal?: "busy" | "declined" | "announcement";
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * To
             * @default null
             */
            to?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
            /**
             * Withheld
             * @default false
             */
            withheld?: boolean;
        };
        /**
         * EditedConference
         * @description A room with a number: the call semantics, section 20.
         *
         *     `moderators` need no PIN on their own phones; others are moderators by the moderators' PIN. Both PINs are kept
         *     outside the document (`MEMBER_PIN`, `MODERATOR_PIN`). With `wait_for_moderator` callers hear music until a moderator
         *     is there, if anybody can be one. `without_moderator` is what happens when the last one has left: the others go on,
         *     wait for one, or are sent away after `moderator_grace_s`.
         *
         *     `entry` tells those inside of who comes and goes: by a tone, by words and the number of an extension, by words and
         *     the name that each says before he comes in, or not. With `invite` members who call from their own phones may call
         *     others in.
         *     Moderators come in even if `max_members` are there, and are never muted on entry. Whoever is alone, or waits, for
         *     `alone_limit_s` is sent away (0: never). Those who wait hear `music`; null: the office's. With
         *     `record` the conference is recorded, and each newcomer hears `record_notice` first (null: the office's).
         */
        EditedConference: {
            /**
             * Alone Limit S
             * @default 1800
             */
            alone_limit_s?: number;
            /**
             * Entry
             * @default tone
             * @enum {string}
             */
            entry?: "tone" | "number" | "name" | "none";
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Invite
             * @default false
             */
            invite?: boolean;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Members
             * @default 50
             */
            max_members?: number;
            /**
             * Moderator Grace S
             * @default 30
             */
            moderator_grace_s?: number;
            /**
             * Moderators
             * @default []
             */
            moderators?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /**
             * Mute On Entry
             * @default false
             */
            mute_on_entry?: boolean;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Wait For Moderator
             * @default false
             */
            wait_for_moderator?: boolean;
            /**
             * Without Moderator
             * @default go_on
             * @enum {string}
             */
            without_moderator?: "go_on" | "wait" | "end";
        };
        /**
         * EditedExtension
         * @description A person or a room with one or more phones that register under `number`.
         *
         *     Two people may have one name. `record` records its calls from the answer on, after
         *     `record_notice` (null: the office's). `music` is what those hear whom the
         *     extension puts on hold; null: the office's. Whoever is `listed` can be dialled by name, also by an alias, which is
         *     another spelling. `spoken_name` is how callers hear the name; null: by a voice. `codecs` are those that we speak
         *     with its phones, the best first. Who `may_close` switches night mode and closes the office by telephone.
         *     `emergency_caller_id` is what the emergency services are shown; empty: the office's.
         */
        EditedExtension: {
            /**
             * Aliases
             * @default []
             */
            aliases?: string[];
            /**
             * Codecs
             * @default []
             */
            codecs?: ("G722" | "PCMA" | "PCMU")[];
            /**
             * Email
             * @default
             */
            email?: string;
            /**
             * Emergency Caller Id
             * @default
             */
            emergency_caller_id?: string;
            /**
             * @default {
             *       "dnd": false,
             *       "always": null,
             *       "busy": null,
             *       "no_answer": null,
             *       "unreachable": null,
             *       "on_dnd": null,
             *       "max_calls": null
             *     }
             */
            forwarding?: components["schemas"]["Forwarding"];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Listed
             * @default true
             */
            listed?: boolean;
            /**
             * May Close
             * @default false
             */
            may_close?: boolean;
            /**
             * Mobile
             * @default
             */
            mobile?: string;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Ring Time S
             * @default 30
             */
            ring_time_s?: number;
            /**
             * Spoken Name
             * @default null
             */
            spoken_name?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * @default {
             *       "enabled": null,
             *       "takes": null,
             *       "greetings": null,
             *       "language": null,
             *       "instructions": null,
             *       "max_message_s": null,
             *       "min_message_s": null,
             *       "max_silence_s": null,
             *       "max_messages": null,
             *       "when_full": null,
             *       "keep_days": null,
             *       "review": null,
             *       "operator": null,
             *       "pin_required": null,
             *       "envelope": null,
             *       "notify": null,
             *       "mail_to": null,
             *       "mail_format": null,
             *       "star_logs_in": null
             *     }
             */
            voicemail?: components["schemas"]["Voicemail"];
        };
        /**
         * EditedExtensionGroup
         * @description Extensions that are permitted or forbidden together.
         */
        EditedExtensionGroup: {
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
        };
        /**
         * EditedGroupVoicemail
         * @description Takes messages for its `members`.
         *
         *     `shared`: there is one mailbox, whose messages all members hear; with `light` they light the lamps of their phones.
         *     `copies`: each member gets the message in a mailbox of their own; without any such member the group keeps it.
         */
        EditedGroupVoicemail: {
            /**
             * Delivery
             * @default shared
             * @enum {string}
             */
            delivery?: "shared" | "copies";
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Light
             * @default false
             */
            light?: boolean;
            /**
             * Members
             * @default []
             */
            members?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * @default {
             *       "enabled": null,
             *       "takes": null,
             *       "greetings": null,
             *       "language": null,
             *       "instructions": null,
             *       "max_message_s": null,
             *       "min_message_s": null,
             *       "max_silence_s": null,
             *       "max_messages": null,
             *       "when_full": null,
             *       "keep_days": null,
             *       "review": null,
             *       "operator": null,
             *       "pin_required": null,
             *       "envelope": null,
             *       "notify": null,
             *       "mail_to": null,
             *       "mail_format": null,
             *       "star_logs_in": null
             *     }
             */
            voicemail?: components["schemas"]["Voicemail"];
        };
        /**
         * EditedHoliday
         * @description A run of days when `consecutive`: from `first` on without a break through the minute of `last`, with `every_year`
         *     over New Year's Eve where `last` is the earlier in the year. Else the day of `first`, from its time through that of
         *     `last`. `region` is ISO 3166-1 alpha-3.
         */
        EditedHoliday: {
            /**
             * Consecutive
             * @default false
             */
            consecutive?: boolean;
            /**
             * Every Year
             * @default false
             */
            every_year?: boolean;
            first: components["schemas"]["Moment"];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            last: components["schemas"]["Moment"];
            /** Name */
            name: string;
            /**
             * Region
             * @default
             */
            region?: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
        };
        /**
         * EditedInboundRoute
         * @description Calls from `trunks` (none: from any) to a number that `pattern` takes go to `to`.
         *
         *     `while_closed`: also while the office is closed for a while.
         */
        EditedInboundRoute: {
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Pattern
             * @default
             */
            pattern?: string;
            /**
             * Position
             * @default 1
             */
            position?: number;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /** To */
            to: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
            /**
             * While Closed
             * @default false
             */
            while_closed?: boolean;
        };
        /**
         * EditedIvr
         * @description One menu: the call semantics, sections 1, 2 and 6. `record` records the call from the menu on.
         *
         *     `language` empty: the office's. The PIN that `disa_pin_required` asks for is kept outside the document (`DISA_PIN`),
         *     and so is the password with which its greeting is changed by telephone (`PROMPT_PIN`). Callers may dial the
         *     codes of the features in `feature_codes`. `unassigned_stop_recording` are keys without an option; it changes nothing
         *     until they get one.
         */
        EditedIvr: {
            /**
             * Actions
             * @default []
             */
            actions?: components["schemas"]["ActionUrl"][];
            /**
             * Alert Info
             * @default
             */
            alert_info?: string;
            /**
             * Ambiguous Timeout S
             * @default null
             */
            ambiguous_timeout_s?: number | null;
            /**
             * Caller Ids
             * @default []
             */
            caller_ids?: components["schemas"]["MenuCallerId"][];
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Digit Timeout S
             * @default 3
             */
            digit_timeout_s?: number;
            /**
             * @default {
             *       "mode": "off",
             *       "allow": [],
             *       "restrict": [],
             *       "services": "off",
             *       "ring_groups": [],
             *       "queues": [],
             *       "conferences": [],
             *       "unresolved_services": [],
             *       "exclude": []
             *     }
             */
            direct_dial?: components["schemas"]["DirectDial"];
            /**
             * Disa Pin Required
             * @default true
             */
            disa_pin_required?: boolean;
            /**
             * Feature Codes
             * @default []
             */
            feature_codes?: ("check_messages" | "edit_prompt")[];
            /**
             * Greeting
             * @default []
             */
            greeting?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"])[];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Language
             * @default
             */
            language?: string;
            /** Name */
            name: string;
            /**
             * @default {
             *       "enabled": false,
             *       "route": null
             *     }
             */
            night?: components["schemas"]["NightMode"];
            /**
             * @default {
             *       "retries": 2,
             *       "retry_prompt": null,
             *       "final_prompt": null,
             *       "route": {
             *         "stop_recording": false,
             *         "to": {
             *           "kind": "hang_up"
             *         }
             *       }
             *     }
             */
            no_input?: components["schemas"]["Retry"];
            /**
             * @default {
             *       "retries": 0,
             *       "retry_prompt": null,
             *       "final_prompt": null,
             *       "route": {
             *         "stop_recording": false,
             *         "to": {
             *           "kind": "hang_up"
             *         }
             *       }
             *     }
             */
            no_match?: components["schemas"]["Retry"];
            /** Number */
            number: string;
            /**
             * Options
             * @default []
             */
            options?: components["schemas"]["Option"][];
            /**
             * @default {
             *       "enabled": false,
             *       "routes": []
             *     }
             */
            outbound_dial?: components["schemas"]["OutboundDial"];
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /**
             * Response Timeout S
             * @default 3
             */
            response_timeout_s?: number;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /** @default null */
            transfer_failed?: components["schemas"]["Route"] | null;
            /**
             * Transfer Prompt
             * @default null
             */
            transfer_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Unassigned Stop Recording
             * @default []
             */
            unassigned_stop_recording?: string[];
        };
        /**
         * EditedMessage
         * @description What can be changed about a message.
         */
        EditedMessage: {
            /**
             * State
             * @enum {string}
             */
            state: "new" | "heard";
        };
        /**
         * EditedMusic
         * @description A play list: `prompts` one after the other and over and over, in `random` order each time anew.
         */
        EditedMusic: {
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Order
             * @default in_order
             * @enum {string}
             */
            order?: "in_order" | "random";
            /** Prompts */
            prompts: number[];
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
        };
        /**
         * EditedOffice
         * @description The hours and the zone that schedules without their own take, and the language of menus without their own.
         *
         *     `night_mode` sends the callers of every menu that has a night route there at once. `region` is ISO 3166-1 alpha-3,
         *     `tone_country` alpha-2: whose ringing tone callers hear. `voicemail` is how messages are taken where a mailbox says
         *     nothing else. `directory` is for dialling by name. `transfer_recall`: whoever has transferred a caller in vain gets
         *     the caller back. `music` is what those hear who wait or are on hold; null: the music that comes with the product.
         *     `feature_codes` are what phones dial to have something done; `pickup` says who may answer calls that ring at others,
         *     and `parking` where callers can be parked. `country` and `area_code` are the numbering plan by which outside numbers
         *     are dialled. `max_calls` of the tenant go on at once; null: no limit. Whoever holds another for `hold_limit_s` is
         *     called anew; 0: nobody is. `closure`: the office is closed for a while. `emergency`: how emergency numbers are
         *     dialled. `record_notice`: whether those who are recorded are told so, where the extension, queue or conference says
         *     nothing else.
         */
        EditedOffice: {
            /**
             * Area Code
             * @default
             */
            area_code?: string;
            /** @default null */
            closure?: components["schemas"]["Closure"] | null;
            /**
             * Country
             * @default
             */
            country?: string;
            /**
             * @default {
             *       "keys_needed": 3,
             *       "say_number": true,
             *       "offer_at_most": 8,
             *       "operator": null
             *     }
             */
            directory?: components["schemas"]["DirectoryOptions"];
            /**
             * @default {
             *       "numbers": null,
             *       "trunks": [],
             *       "caller_id": "",
             *       "tell_extensions": [],
             *       "mail_to": []
             *     }
             */
            emergency?: components["schemas"]["Emergency"];
            /**
             * @default {
             *       "check_messages": "*2",
             *       "leave_message": "*12",
             *       "agent_login": "*7",
             *       "agent_pause": "*07",
             *       "edit_prompt": "#9",
             *       "forward_always": "*31",
             *       "forward_always_off": "*031",
             *       "forward_busy": "*32",
             *       "forward_busy_off": "*032",
             *       "forward_no_answer": "*33",
             *       "forward_no_answer_off": "*033",
             *       "dnd_on": "*75",
             *       "dnd_off": "*075",
             *       "night_mode": "*16",
             *       "close_office": "*17",
             *       "pick_up": "*04",
             *       "pick_up_group": "*4",
             *       "park": "*5",
             *       "park_at": "*05",
             *       "retrieve": ""
             *     }
             */
            feature_codes?: components["schemas"]["FeatureCodes"];
            /**
             * Hold Limit S
             * @default 0
             */
            hold_limit_s?: number;
            /**
             * @default {
             *       "monday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "tuesday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "wednesday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "thursday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "friday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "saturday": {
             *         "open": false,
             *         "ranges": []
             *       },
             *       "sunday": {
             *         "open": false,
             *         "ranges": []
             *       }
             *     }
             */
            hours?: components["schemas"]["WeekHours"];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /**
             * Name
             * @default office
             */
            name?: string;
            /**
             * Night Mode
             * @default false
             */
            night_mode?: boolean;
            /**
             * @default {
             *       "first": "6000",
             *       "slots": 100,
             *       "time_s": 60,
             *       "then": null
             *     }
             */
            parking?: components["schemas"]["ParkingOptions"];
            /**
             * @default {
             *       "who": "everybody",
             *       "queues": true
             *     }
             */
            pickup?: components["schemas"]["PickupOptions"];
            /**
             * @default {
             *       "enabled": false,
             *       "prompt": null
             *     }
             */
            record_notice?: components["schemas"]["RecordNotice"];
            /**
             * Region
             * @default
             */
            region?: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Timezone
             * @default UTC
             */
            timezone?: string;
            /**
             * Tone Country
             * @default
             */
            tone_country?: string;
            /**
             * Transfer Recall
             * @default false
             */
            transfer_recall?: boolean;
            /**
             * @default {
             *       "enabled": true,
             *       "takes": [],
             *       "greetings": {
             *         "busy": null,
             *         "dnd": null,
             *         "general": null,
             *         "no_answer": null,
             *         "temporary": null,
             *         "unreachable": null
             *       },
             *       "language": "",
             *       "instructions": true,
             *       "max_message_s": 600,
             *       "min_message_s": 2,
             *       "max_silence_s": 10,
             *       "max_messages": 100,
             *       "when_full": "refuse",
             *       "keep_days": 0,
             *       "review": false,
             *       "operator": null,
             *       "pin_required": true,
             *       "envelope": "24h",
             *       "notify": "none",
             *       "mail_to": [],
             *       "mail_format": "wav",
             *       "star_logs_in": false
             *     }
             */
            voicemail?: components["schemas"]["VoicemailOptions"];
        };
        /**
         * EditedOrganization
         * @description A department: its own `members`, and whoever belongs to a department whose `parent` it is.
         */
        EditedOrganization: {
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /**
             * Parent
             * @default null
             */
            parent?: number | null;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
        };
        /**
         * EditedOutboundRoute
         * @description Outside numbers that match `patterns` leave through `trunks`, tried in order; routes are tried by `position`.
         *
         *     `extensions`, or all of them, may dial through it; menus name the routes that they permit themselves.
         */
        EditedOutboundRoute: {
            /**
             * All Extensions
             * @default false
             */
            all_extensions?: boolean;
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Extensions
             * @default []
             */
            extensions?: number[];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /** Patterns */
            patterns: components["schemas"]["DialPattern"][];
            /**
             * Position
             * @default 1
             */
            position?: number;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Ring Time S
             * @default 60
             */
            ring_time_s?: number;
            /** Trunks */
            trunks: number[];
        };
        /**
         * EditedPrompt
         * @description Audio known by a file name such as `IVR.wav`; the samples are stored once, under their hash.
         *
         *     `warnings` tell what came out of taking the sound in.
         */
        EditedPrompt: {
            /** Content */
            content: string;
            /** Duration Ms */
            duration_ms: number;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Language
             * @default
             */
            language?: string;
            /** Name */
            name: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Source
             * @default upload
             * @enum {string}
             */
            source?: "upload" | "speech" | "recording";
            /**
             * Text
             * @default
             */
            text?: string;
            /**
             * Warnings
             * @default []
             */
            warnings?: components["schemas"]["PromptWarning"][];
        };
        /**
         * EditedQueue
         * @description Rings `agents` by `strategy` for its callers, in the order in which they joined: the call semantics, section 18.
         *
         *     Agents of tier n may ring for a caller who has waited (n - 1) x `tier_wait_s`; 0: when no lower tier has a free
         *     agent. A phone rings for `ring_time_s`; when all free agents have been tried, nobody rings for `retry_s`. After a
         *     talk an agent has `wrap_up_s`. With `ring_busy` an agent may ring while in one other call. Who misses
         *     `pause_after_missed` calls is paused (0: never).
         *
         *     Nobody waits longer than `max_wait_s` (0: without limit) and no more than `max_callers` wait (0: any number). A
         *     queue is empty when no agent is there who is logged in: agents who are absent for a reason in `join_when` do not
         *     count when somebody joins, those in `stay_when` while somebody waits (null: it is not asked). Callers go to
         *     `failover`, or to `on_full` and `on_empty` where these are not null.
         *
         *     Of callers with the same agents those of the queue with the higher `weight` come first. Who comes again within
         *     `resume_s` of hanging up gets the old place back. A talk should begin within `sla_s`. With `record` talks are
         *     recorded, after `record_notice` (null: the office's).
         */
        EditedQueue: {
            /**
             * Accept Key
             * @default
             */
            accept_key?: string;
            /**
             * Agent Prompt
             * @default null
             */
            agent_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Agents
             * @default []
             */
            agents?: components["schemas"]["QueueAgent"][];
            /**
             * Alert Info
             * @default
             */
            alert_info?: string;
            /**
             * Answer
             * @default at_once
             * @enum {string}
             */
            answer?: "at_once" | "with_agent";
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Join Prompt
             * @default null
             */
            join_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Join Prompt In Full
             * @default true
             */
            join_prompt_in_full?: boolean;
            /**
             * Join When
             * @default [
             *       "paused",
             *       "unreachable",
             *       "dnd"
             *     ]
             */
            join_when?: ("paused" | "unreachable" | "dnd" | "busy" | "wrap_up")[] | null;
            /**
             * Keys
             * @default []
             */
            keys?: components["schemas"]["QueueKey"][];
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Callers
             * @default 0
             */
            max_callers?: number;
            /**
             * Max Wait S
             * @default 1800
             */
            max_wait_s?: number;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * On Empty
             * @default null
             */
            on_empty?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * On Full
             * @default null
             */
            on_full?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Pause After Missed
             * @default 0
             */
            pause_after_missed?: number;
            /**
             * Prompts
             * @default []
             */
            prompts?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"])[];
            /**
             * Prompts Every S
             * @default 60
             */
            prompts_every_s?: number;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Resume S
             * @default 0
             */
            resume_s?: number;
            /**
             * Retry S
             * @default 5
             */
            retry_s?: number;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Ring Busy
             * @default false
             */
            ring_busy?: boolean;
            /**
             * Ring Time S
             * @default 20
             */
            ring_time_s?: number;
            /**
             * Say Every S
             * @default 30
             */
            say_every_s?: number;
            /**
             * Say Position
             * @default false
             */
            say_position?: boolean;
            /**
             * Say Wait
             * @default false
             */
            say_wait?: boolean;
            /**
             * Sla S
             * @default 60
             */
            sla_s?: number;
            /**
             * Stay When
             * @default null
             */
            stay_when?: ("paused" | "unreachable" | "dnd" | "busy" | "wrap_up")[] | null;
            /**
             * Strategy
             * @default ring_all
             * @enum {string}
             */
            strategy?: "ring_all" | "linear" | "round_robin" | "least_recent" | "fewest_calls" | "random";
            /**
             * Tier Wait S
             * @default 0
             */
            tier_wait_s?: number;
            /**
             * Weight
             * @default 0
             */
            weight?: number;
            /**
             * Wrap Up S
             * @default 10
             */
            wrap_up_s?: number;
        };
        /**
         * EditedRingGroup
         * @description Rings `members` by `strategy` for at most `timeout_s`, then goes to `failover`.
         *
         *     `ring_all` rings everybody at once. The others go on after `ring_time_s`: `sequential` to the next member, `random`
         *     to any, `least_recent` to who has been without a call longest; `memory` rings one more beside those that ring.
         *     With `follow_members` a member who forwards always to another extension has that one ring instead.
         */
        EditedRingGroup: {
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
            /**
             * Follow Members
             * @default false
             */
            follow_members?: boolean;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Ring Time S
             * @default 20
             */
            ring_time_s?: number;
            /**
             * Strategy
             * @default ring_all
             * @enum {string}
             */
            strategy?: "ring_all" | "sequential" | "random" | "memory" | "least_recent";
            /**
             * Timeout S
             * @default 60
             */
            timeout_s?: number;
        };
        /**
         * EditedSmsTemplate
         * @description A short message that goes to callers who choose an option.
         */
        EditedSmsTemplate: {
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Sender
             * @default
             */
            sender?: string;
            /** Text */
            text: string;
        };
        /**
         * EditedTimeCondition
         * @description Where calls go on holidays, in the hours of `when`, and outside them; null where nothing is said: hang up.
         */
        EditedTimeCondition: {
            /**
             * Closed
             * @default null
             */
            closed?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Holiday
             * @default null
             */
            holiday?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Open
             * @default null
             */
            open?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * @default {
             *       "hours": null,
             *       "holidays": [],
             *       "timezone": null
             *     }
             */
            when?: components["schemas"]["Schedule"];
        };
        /**
         * EditedTrunk
         * @description A SIP trunk.
         *
         *     `enabled` false: no call comes in or goes out. `did_numbers` are those that the provider has given us.
         *     `peer` trunks are known by address; at `register` trunks we register as `username` (its password is kept, encrypted,
         *     outside the document). `addresses` are further hosts that calls may come from. `send_diversion`: of a call that an
         *     extension forwards, the trunk is told by whom and why (RFC 5806, RFC 7044). `trust_identity`: the caller is who the
         *     trunk asserts (P-Asserted-Identity, RFC 3325), not who From names. `send_identity`: the trunk is told by the same
         *     header which number a call is to be billed to. `early_announcements`: callers through the trunk hear
         *     announcements before the end of their call unanswered, where it passes on early media. `own_hold_music`: it has
         *     music on hold of its own, so nobody who talks through it hears ours.
         *
         *     `called_number_form` and `caller_number_form` are how the trunk is told numbers, `incoming_number_form` how it tells
         *     them. `codecs` are those that we speak with it, the best first. `max_calls` and the limits of each way count calls
         *     that go on at once; null: no limit. Every `options_interval_s` (0: never) each address of the trunk is asked by
         *     OPTIONS whether it is there.
         */
        EditedTrunk: {
            /**
             * Addresses
             * @default []
             */
            addresses?: string[];
            /**
             * Called Number Form
             * @default as_dialled
             */
            called_number_form?: ("e164" | "e164_bare" | "national" | "international") | "as_dialled";
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Caller Number Form
             * @default as_dialled
             */
            caller_number_form?: ("e164" | "e164_bare" | "national" | "international") | "as_dialled";
            /**
             * Codecs
             * @default []
             */
            codecs?: ("G722" | "PCMA" | "PCMU")[];
            /**
             * Did Numbers
             * @default []
             */
            did_numbers?: string[];
            /**
             * Early Announcements
             * @default false
             */
            early_announcements?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Host */
            host: string;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Incoming Number Form
             * @default any
             */
            incoming_number_form?: ("e164" | "e164_bare" | "national" | "international") | "any";
            /**
             * Keep Caller Id
             * @default false
             */
            keep_caller_id?: boolean;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /**
             * Max Incoming Calls
             * @default null
             */
            max_incoming_calls?: number | null;
            /**
             * Max Outgoing Calls
             * @default null
             */
            max_outgoing_calls?: number | null;
            /** Name */
            name: string;
            /**
             * Options Interval S
             * @default 0
             */
            options_interval_s?: number;
            /**
             * Own Hold Music
             * @default false
             */
            own_hold_music?: boolean;
            /**
             * Port
             * @default 5060
             */
            port?: number;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /**
             * Register Interval S
             * @default 600
             */
            register_interval_s?: number;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /**
             * Send Diversion
             * @default false
             */
            send_diversion?: boolean;
            /**
             * Send Identity
             * @default false
             */
            send_identity?: boolean;
            /**
             * Transport
             * @default udp
             * @enum {string}
             */
            transport?: "udp" | "tcp";
            /**
             * Trust Identity
             * @default false
             */
            trust_identity?: boolean;
            /**
             * Type
             * @default peer
             * @enum {string}
             */
            type?: "peer" | "register";
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * EditedUser
         * @description What can be changed about a user.
         */
        EditedUser: {
            /**
             * Rights
             * @default []
             */
            rights?: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
        };
        /**
         * EditedWebhook
         * @description An address that is told what happens in calls, to trunks, and what agents of queues do, in a vendor's form.
         *
         *     Its secret is kept outside the document.
         */
        EditedWebhook: {
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Events
             * @default []
             */
            events?: ("call_status" | "call_end" | "option_pressed" | "message_left" | "trunk_state" | "agent_state" | "emergency_dialled")[];
            /**
             * Format
             * @default native
             * @enum {string}
             */
            format?: "native" | "yeastar" | "servetel";
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Revision
             * @default null
             */
            revision?: number | null;
            /** Url */
            url: string;
        };
        /**
         * Emergency
         * @description `numbers` null: those of the country of the office. They go out through `trunks`, then through all others.
         *
         *     `caller_id` tells the emergency services where the call comes from, unless the extension has one of its own. The
         *     phones of `tell_extensions` ring and say who has called, and a mail goes to `mail_to`.
         */
        Emergency: {
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Mail To
             * @default []
             */
            mail_to?: string[];
            /**
             * Numbers
             * @default null
             */
            numbers?: string[] | null;
            /**
             * Tell Extensions
             * @default []
             */
            tell_extensions?: number[];
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
        };
        /**
         * EmergencyDialled
         * @description An extension (its id; its number is the `caller`) has dialled the emergency services. `by_mail`: people are told
         *     by mail, too.
         */
        EmergencyDialled: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By Mail
             * @default false
             */
            by_mail?: boolean;
            /** Caller */
            caller: string;
            /** Extension */
            extension: number | null;
            /** Number */
            number: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "emergency_dialled";
        };
        /**
         * EngineStatus
         * @description A program that speaks. `voices` are those that it has here.
         */
        EngineStatus: {
            /** Engine */
            engine: string;
            /** Installed */
            installed: boolean;
            /** Voices */
            voices: string[];
        };
        /**
         * EventShown
         * @description One event of a call.
         */
        EventShown: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Seq */
            seq: number;
            /** Type */
            type: string;
        };
        /**
         * Extension
         * @description A person or a room with one or more phones that register under `number`.
         *
         *     Two people may have one name. `record` records its calls from the answer on, after
         *     `record_notice` (null: the office's). `music` is what those hear whom the
         *     extension puts on hold; null: the office's. Whoever is `listed` can be dialled by name, also by an alias, which is
         *     another spelling. `spoken_name` is how callers hear the name; null: by a voice. `codecs` are those that we speak
         *     with its phones, the best first. Who `may_close` switches night mode and closes the office by telephone.
         *     `emergency_caller_id` is what the emergency services are shown; empty: the office's.
         */
        Extension: {
            /**
             * Aliases
             * @default []
             */
            aliases?: string[];
            /**
             * Codecs
             * @default []
             */
            codecs?: ("G722" | "PCMA" | "PCMU")[];
            /**
             * Email
             * @default
             */
            email?: string;
            /**
             * Emergency Caller Id
             * @default
             */
            emergency_caller_id?: string;
            /**
             * @default {
             *       "dnd": false,
             *       "always": null,
             *       "busy": null,
             *       "no_answer": null,
             *       "unreachable": null,
             *       "on_dnd": null,
             *       "max_calls": null
             *     }
             */
            forwarding?: components["schemas"]["Forwarding"];
            /**
             * Listed
             * @default true
             */
            listed?: boolean;
            /**
             * May Close
             * @default false
             */
            may_close?: boolean;
            /**
             * Mobile
             * @default
             */
            mobile?: string;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Ring Time S
             * @default 30
             */
            ring_time_s?: number;
            /**
             * Spoken Name
             * @default null
             */
            spoken_name?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * @default {
             *       "enabled": null,
             *       "takes": null,
             *       "greetings": null,
             *       "language": null,
             *       "instructions": null,
             *       "max_message_s": null,
             *       "min_message_s": null,
             *       "max_silence_s": null,
             *       "max_messages": null,
             *       "when_full": null,
             *       "keep_days": null,
             *       "review": null,
             *       "operator": null,
             *       "pin_required": null,
             *       "envelope": null,
             *       "notify": null,
             *       "mail_to": null,
             *       "mail_format": null,
             *       "star_logs_in": null
             *     }
             */
            voicemail?: components["schemas"]["Voicemail"];
        };
        /**
         * ExtensionGroup
         * @description Extensions that are permitted or forbidden together.
         */
        ExtensionGroup: {
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
        };
        /**
         * ExtensionGroupPage
         * @description Some of the objects.
         */
        ExtensionGroupPage: {
            /** Items */
            items: components["schemas"]["StoredExtensionGroup"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * ExtensionMember
         * @description One extension.
         */
        ExtensionMember: {
            /** Extension */
            extension: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "extension";
        };
        /**
         * ExtensionPage
         * @description Some of the objects.
         */
        ExtensionPage: {
            /** Items */
            items: components["schemas"]["StoredExtension"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * FeatureCodes
         * @description The code of each feature; "" switches it off. `retrieve` needs none: the number of a slot is enough.
         */
        FeatureCodes: {
            /**
             * Agent Login
             * @default *7
             */
            agent_login?: string;
            /**
             * Agent Pause
             * @default *07
             */
            agent_pause?: string;
            /**
             * Check Messages
             * @default *2
             */
            check_messages?: string;
            /**
             * Close Office
             * @default *17
             */
            close_office?: string;
            /**
             * Dnd Off
             * @default *075
             */
            dnd_off?: string;
            /**
             * Dnd On
             * @default *75
             */
            dnd_on?: string;
            /**
             * Edit Prompt
             * @default #9
             */
            edit_prompt?: string;
            /**
             * Forward Always
             * @default *31
             */
            forward_always?: string;
            /**
             * Forward Always Off
             * @default *031
             */
            forward_always_off?: string;
            /**
             * Forward Busy
             * @default *32
             */
            forward_busy?: string;
            /**
             * Forward Busy Off
             * @default *032
             */
            forward_busy_off?: string;
            /**
             * Forward No Answer
             * @default *33
             */
            forward_no_answer?: string;
            /**
             * Forward No Answer Off
             * @default *033
             */
            forward_no_answer_off?: string;
            /**
             * Leave Message
             * @default *12
             */
            leave_message?: string;
            /**
             * Night Mode
             * @default *16
             */
            night_mode?: string;
            /**
             * Park
             * @default *5
             */
            park?: string;
            /**
             * Park At
             * @default *05
             */
            park_at?: string;
            /**
             * Pick Up
             * @default *04
             */
            pick_up?: string;
            /**
             * Pick Up Group
             * @default *4
             */
            pick_up_group?: string;
            /**
             * Retrieve
             * @default
             */
            retrieve?: string;
        };
        /**
         * FeedFigures
         * @description Who listens to the events of calls by this process now, and how many events it has not handed on yet.
         */
        FeedFigures: {
            /** Behind */
            behind: number;
            /** Listeners */
            listeners: number;
        };
        /**
         * ForwardAsked
         * @description Whoever answered a forwarded call was asked for a key; whether it was pressed.
         */
        ForwardAsked: {
            /** Accepted */
            accepted: boolean;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "forward_asked";
        };
        /**
         * Forwarded
         * @description The extension (its id and `number`) sends the caller on, by one of its rules, or by what is set on its phone.
         *
         *     `to` is a number, or words where there is none.
         */
        Forwarded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** Number */
            number: string;
            /**
             * Rule
             * @default phone
             * @enum {string}
             */
            rule?: "phone" | "always" | "busy" | "no_answer" | "unreachable" | "on_dnd";
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "forwarded";
        };
        /**
         * Forwarding
         * @description Do-not-disturb (`dnd`), which lets no phone ring, and the rules of an extension.
         *
         *     `always` is followed instead of ringing, `on_dnd` while `dnd` is on, the others when nobody answers for that reason.
         *     An extension that talks in `max_calls` calls is busy; null: it may have any number.
         */
        Forwarding: {
            /** @default null */
            always?: components["schemas"]["ForwardRule"] | null;
            /** @default null */
            busy?: components["schemas"]["ForwardRule"] | null;
            /**
             * Dnd
             * @default false
             */
            dnd?: boolean;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /** @default null */
            no_answer?: components["schemas"]["ForwardRule"] | null;
            /** @default null */
            on_dnd?: components["schemas"]["ForwardRule"] | null;
            /** @default null */
            unreachable?: components["schemas"]["ForwardRule"] | null;
        };
        /**
         * ForwardRefused
         * @description The extension would send the caller on, in vain: it may not call that number, or it or the one called has sent
         *     the caller on before, or enough others have.
         */
        ForwardRefused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** Number */
            number: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "not_permitted" | "loop";
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "forward_refused";
        };
        /**
         * ForwardRule
         * @description Sends callers `to` a place: all of them, or those from `inside` or `outside` alone.
         *
         *     With `confirm` whoever answers there presses a key before getting the caller. With `hours` the rule is in force
         *     while they are open; null: at any time.
         */
        ForwardRule: {
            /**
             * Callers
             * @default all
             * @enum {string}
             */
            callers?: "all" | "inside" | "outside";
            /**
             * Confirm
             * @default false
             */
            confirm?: boolean;
            /** @default null */
            hours?: components["schemas"]["Schedule"] | null;
            /** To */
            to: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
        };
        /**
         * GoingTo
         * @description The caller goes to a destination. `number` and `id` where it has them.
         */
        GoingTo: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Description */
            description: string;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "hang_up" | "extension" | "ivr" | "external_number" | "play_and_exit" | "play_and_return" | "ring_group" | "time_condition" | "number" | "repeat" | "disa" | "extension_voicemail" | "group_voicemail" | "queue" | "conference" | "dial_by_name" | "api_dialplan" | "by_time" | "action_url" | "feature_code";
            /**
             * Number
             * @default
             */
            number?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "going_to";
        };
        /**
         * GreetingRecorded
         * @description A greeting of the mailbox of `owner` was recorded; it is played for that `reason`.
         */
        GreetingRecorded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Owner */
            owner: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "general" | "busy" | "temporary";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "greeting_recorded";
        };
        /**
         * GreetingRemoved
         * @description A greeting of the mailbox of `owner` is played no more.
         */
        GreetingRemoved: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Owner */
            owner: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "general" | "busy" | "temporary";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "greeting_removed";
        };
        /**
         * Greetings
         * @description What callers hear first. While `temporary` is set it is played whatever the reason; null: none of one's own.
         */
        Greetings: {
            /**
             * Busy
             * @default null
             */
            busy?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Dnd
             * @default null
             */
            dnd?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * General
             * @default null
             */
            general?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * No Answer
             * @default null
             */
            no_answer?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Temporary
             * @default null
             */
            temporary?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Unreachable
             * @default null
             */
            unreachable?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
        };
        /**
         * GroupMember
         * @description All extensions of a group, as it is when the call comes.
         */
        GroupMember: {
            /** Group */
            group: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "extension_group";
        };
        /**
         * GroupVoicemail
         * @description Takes messages for its `members`.
         *
         *     `shared`: there is one mailbox, whose messages all members hear; with `light` they light the lamps of their phones.
         *     `copies`: each member gets the message in a mailbox of their own; without any such member the group keeps it.
         */
        GroupVoicemail: {
            /**
             * Delivery
             * @default shared
             * @enum {string}
             */
            delivery?: "shared" | "copies";
            /**
             * Light
             * @default false
             */
            light?: boolean;
            /**
             * Members
             * @default []
             */
            members?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * @default {
             *       "enabled": null,
             *       "takes": null,
             *       "greetings": null,
             *       "language": null,
             *       "instructions": null,
             *       "max_message_s": null,
             *       "min_message_s": null,
             *       "max_silence_s": null,
             *       "max_messages": null,
             *       "when_full": null,
             *       "keep_days": null,
             *       "review": null,
             *       "operator": null,
             *       "pin_required": null,
             *       "envelope": null,
             *       "notify": null,
             *       "mail_to": null,
             *       "mail_format": null,
             *       "star_logs_in": null
             *     }
             */
            voicemail?: components["schemas"]["Voicemail"];
        };
        /**
         * GroupVoicemailPage
         * @description Some of the objects.
         */
        GroupVoicemailPage: {
            /** Items */
            items: components["schemas"]["StoredGroupVoicemail"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * HangUp
         * @description End the call with normal clearing.
         */
        HangUp: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "hang_up";
        };
        /**
         * Held
         * @description A side put the other on hold.
         */
        Held: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Side */
            side: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hold";
        };
        /**
         * HoldRecalled
         * @description A side has held the other for too long, and gets it back by a new call: the extension (its id) and its number.
         */
        HoldRecalled: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hold_recalled";
        };
        /**
         * Holiday
         * @description A run of days when `consecutive`: from `first` on without a break through the minute of `last`, with `every_year`
         *     over New Year's Eve where `last` is the earlier in the year. Else the day of `first`, from its time through that of
         *     `last`. `region` is ISO 3166-1 alpha-3.
         */
        Holiday: {
            /**
             * Consecutive
             * @default false
             */
            consecutive?: boolean;
            /**
             * Every Year
             * @default false
             */
            every_year?: boolean;
            first: components["schemas"]["Moment"];
            last: components["schemas"]["Moment"];
            /** Name */
            name: string;
            /**
             * Region
             * @default
             */
            region?: string;
        };
        /**
         * HolidayImport
         * @description Whose public holidays: `country` in ISO 3166-1, `subdivision` in ISO 3166-2 without the country, both of those
         *     that the package `holidays` knows; in `language`, or the country's own.
         */
        HolidayImport: {
            /** Country */
            country: string;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Subdivision
             * @default
             */
            subdivision?: string;
            /** Years */
            years: number[];
        };
        /**
         * HolidayPage
         * @description Some of the objects.
         */
        HolidayPage: {
            /** Items */
            items: components["schemas"]["StoredHoliday"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * HolidaysImported
         * @description Ids of the new holidays in the order of days, and how many were there already.
         */
        HolidaysImported: {
            /** Created */
            created: number[];
            /** Skipped */
            skipped: number;
        };
        /**
         * InboundRoute
         * @description Calls from `trunks` (none: from any) to a number that `pattern` takes go to `to`.
         *
         *     `while_closed`: also while the office is closed for a while.
         */
        InboundRoute: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Name */
            name: string;
            /**
             * Pattern
             * @default
             */
            pattern?: string;
            /**
             * Position
             * @default 1
             */
            position?: number;
            /** To */
            to: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
            /**
             * While Closed
             * @default false
             */
            while_closed?: boolean;
        };
        /**
         * InboundRoutePage
         * @description Some of the objects.
         */
        InboundRoutePage: {
            /** Items */
            items: components["schemas"]["StoredInboundRoute"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * Interrupted
         * @description The process that had the call died; the call was found open at the next start.
         */
        Interrupted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "interrupted";
        };
        /**
         * Ivr
         * @description One menu: the call semantics, sections 1, 2 and 6. `record` records the call from the menu on.
         *
         *     `language` empty: the office's. The PIN that `disa_pin_required` asks for is kept outside the document (`DISA_PIN`),
         *     and so is the password with which its greeting is changed by telephone (`PROMPT_PIN`). Callers may dial the
         *     codes of the features in `feature_codes`. `unassigned_stop_recording` are keys without an option; it changes nothing
         *     until they get one.
         */
        Ivr: {
            /**
             * Actions
             * @default []
             */
            actions?: components["schemas"]["ActionUrl"][];
            /**
             * Alert Info
             * @default
             */
            alert_info?: string;
            /**
             * Ambiguous Timeout S
             * @default null
             */
            ambiguous_timeout_s?: number | null;
            /**
             * Caller Ids
             * @default []
             */
            caller_ids?: components["schemas"]["MenuCallerId"][];
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Digit Timeout S
             * @default 3
             */
            digit_timeout_s?: number;
            /**
             * @default {
             *       "mode": "off",
             *       "allow": [],
             *       "restrict": [],
             *       "services": "off",
             *       "ring_groups": [],
             *       "queues": [],
             *       "conferences": [],
             *       "unresolved_services": [],
             *       "exclude": []
             *     }
             */
            direct_dial?: components["schemas"]["DirectDial"];
            /**
             * Disa Pin Required
             * @default true
             */
            disa_pin_required?: boolean;
            /**
             * Feature Codes
             * @default []
             */
            feature_codes?: ("check_messages" | "edit_prompt")[];
            /**
             * Greeting
             * @default []
             */
            greeting?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"])[];
            /**
             * Language
             * @default
             */
            language?: string;
            /** Name */
            name: string;
            /**
             * @default {
             *       "enabled": false,
             *       "route": null
             *     }
             */
            night?: components["schemas"]["NightMode"];
            /**
             * @default {
             *       "retries": 2,
             *       "retry_prompt": null,
             *       "final_prompt": null,
             *       "route": {
             *         "stop_recording": false,
             *         "to": {
             *           "kind": "hang_up"
             *         }
             *       }
             *     }
             */
            no_input?: components["schemas"]["Retry"];
            /**
             * @default {
             *       "retries": 0,
             *       "retry_prompt": null,
             *       "final_prompt": null,
             *       "route": {
             *         "stop_recording": false,
             *         "to": {
             *           "kind": "hang_up"
             *         }
             *       }
             *     }
             */
            no_match?: components["schemas"]["Retry"];
            /** Number */
            number: string;
            /**
             * Options
             * @default []
             */
            options?: components["schemas"]["Option"][];
            /**
             * @default {
             *       "enabled": false,
             *       "routes": []
             *     }
             */
            outbound_dial?: components["schemas"]["OutboundDial"];
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /**
             * Response Timeout S
             * @default 3
             */
            response_timeout_s?: number;
            /** @default null */
            transfer_failed?: components["schemas"]["Route"] | null;
            /**
             * Transfer Prompt
             * @default null
             */
            transfer_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Unassigned Stop Recording
             * @default []
             */
            unassigned_stop_recording?: string[];
        };
        /**
         * IvrPage
         * @description Some of the objects.
         */
        IvrPage: {
            /** Items */
            items: components["schemas"]["StoredIvr"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * KeyPressed
         * @description A key was taken from the caller.
         */
        KeyPressed: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Digit */
            digit: string;
            /**
             * Method
             * @enum {string}
             */
            method: "rfc4733" | "info" | "inband";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "key_pressed";
        };
        /**
         * KeysWanted
         * @description The caller is to press at most `most` keys; the first is awaited for `timeout_s` after the recording.
         */
        KeysWanted: {
            /** Most */
            most: number;
            /** Timeout S */
            timeout_s: number;
        };
        /**
         * LiveConference
         * @description Who is there, in the order in which they came.
         *
         *     `locked`: only moderators come in; `quiet`: only moderators are heard; `open`: a moderator is there, or was last.
         */
        LiveConference: {
            /**
             * Locked
             * @default false
             */
            locked?: boolean;
            /**
             * Members
             * @default []
             */
            members?: components["schemas"]["LiveMember"][];
            /**
             * Open
             * @default false
             */
            open?: boolean;
            /**
             * Quiet
             * @default false
             */
            quiet?: boolean;
        };
        /**
         * LiveMember
         * @description Somebody in a conference, known by his call, since then.
         *
         *     `waits`: he neither hears the others nor is heard, until a moderator comes. `muted`: he is not heard, because he or
         *     somebody else has muted him, or because only moderators are heard. The conference is `recorded` in his call.
         */
        LiveMember: {
            /** Call */
            call: string;
            /** Caller */
            caller: string;
            /** Caller Name */
            caller_name: string;
            /** Extension */
            extension: number | null;
            /** Muted */
            muted: boolean;
            /** Recorded */
            recorded: boolean;
            /**
             * Role
             * @enum {string}
             */
            role: "member" | "moderator";
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Waits */
            waits: boolean;
        };
        /**
         * Locks
         * @description All locks of the tenant that are in force, the oldest first.
         */
        Locks: {
            /** Items */
            items: components["schemas"]["LockShown"][];
        };
        /**
         * LockShown
         * @description `who` is the number of a `caller`, the `trunk:ID` or address of a `source`, or the id of an `object`.
         *
         *     While it is `refused`, no PIN is taken from it; while it is `slowed`, answers come late. It ends at `until`.
         */
        LockShown: {
            /** Count */
            count: number;
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Id */
            id: number;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "refused" | "slowed";
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /**
             * What
             * @enum {string}
             */
            what: "caller" | "source" | "object" | "mailbox" | "greeting";
            /** Who */
            who: string;
        };
        /**
         * LoopGuard
         * @description The call went round in menus, or on from place to place, too long and was ended.
         */
        LoopGuard: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "loop_guard";
            /**
             * Which
             * @enum {string}
             */
            which: "visits" | "depth" | "time" | "hops";
        };
        /**
         * MailboxClosed
         * @description The caller has left the mailbox of `owner`, in which he has `heard` and `deleted` so many messages.
         */
        MailboxClosed: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Deleted */
            deleted: number;
            /** Heard */
            heard: number;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "mailbox_closed";
        };
        /**
         * MailboxEntered
         * @description The caller is to leave a message for an extension or a group (the id of the `owner`, and its number and name).
         *
         *     `reason`: why the owner, who was called, does not talk; "" if nobody was called.
         */
        MailboxEntered: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "extension" | "group_voicemail";
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Owner */
            owner: number;
            /**
             * Reason
             * @default
             * @enum {string}
             */
            reason?: "" | "busy" | "no_answer" | "unreachable" | "dnd";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "mailbox_entered";
        };
        /**
         * MailboxOpened
         * @description Whoever calls may hear the messages of `owner` (the id of an extension or group voicemail, and its number and
         *     name): `by` the phone that he calls from, or by the right PIN.
         */
        MailboxOpened: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "phone" | "pin";
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "mailbox_opened";
        };
        /**
         * MailboxRefused
         * @description Nobody is let into the mailbox of `owner`: it has no PIN, or the PIN cannot be read or was wrong too often.
         */
        MailboxRefused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Owner */
            owner: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "no_pin" | "unavailable" | "too_many_failures";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "mailbox_refused";
        };
        /**
         * MailboxShown
         * @description How many messages of an extension or group are new, and how many were heard.
         *
         *     The `owner` may be gone; then `kind` is null, and what is left can still be had.
         */
        MailboxShown: {
            /** Heard */
            heard: number;
            /** Kind */
            kind: ("extension" | "group_voicemail") | null;
            /** New */
            new: number;
            /** Owner */
            owner: number;
        };
        /**
         * Matched
         * @description `entry` means something here; `service` is a ring group or another menu.
         */
        Matched: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "option" | "extension" | "service" | "outbound" | "action_url" | "disa" | "feature_code";
            /** Entry */
            entry: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "matched";
        };
        /**
         * Me
         * @description Whose token the request has: of a user who is logged in, or one that was minted.
         *
         *     `must_change_password`: somebody else knows the password. Until the user has chosen another, a browser can only do
         *     that, read this, and log out.
         */
        Me: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "user" | "token";
            /**
             * Must Change Password
             * @default false
             */
            must_change_password?: boolean;
            /** Name */
            name: string;
            /** Rights */
            rights: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
            tenant: components["schemas"]["TenantShown"];
        };
        /**
         * MediaFigures
         * @description Those of a media worker: its RTP streams now; and since it started, the slots of 5 ms in which it sent nothing
         *     because it came too late, and commands that it could not obey, by their reason.
         */
        MediaFigures: {
            /** Late Slots */
            late_slots: number;
            /** Refused Commands */
            refused_commands: {
                [key: string]: number;
            };
            /** Streams */
            streams: number;
        };
        /**
         * MediaProcess
         * @description A media worker.
         */
        MediaProcess: {
            /** Answers */
            answers: boolean | null;
            figures: components["schemas"]["MediaFigures"] | null;
            /** Name */
            name: string;
            /** Pid */
            pid: number | null;
            /** Since */
            since: string | null;
            /** State */
            state: ("starting" | "running" | "silent" | "hung" | "ended") | "unknown";
        };
        /**
         * MenuCallerId
         * @description Who calls, as a trunk sees it, when this menu sends a caller out through it.
         */
        MenuCallerId: {
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Display Name
             * @default
             */
            display_name?: string;
            /** Number */
            number: string;
            /** Trunk */
            trunk: number;
        };
        /**
         * MenuEntered
         * @description A visit of a menu began; `visit` counts the visits of menus in this call from 1.
         */
        MenuEntered: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Ivr */
            ivr: number;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Revision */
            revision: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "menu_entered";
            /** Visit */
            visit: number;
        };
        /**
         * MessageDeleted
         * @description The message was deleted.
         */
        MessageDeleted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Message */
            message: number;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_deleted";
        };
        /**
         * MessageDiscarded
         * @description No message is kept: the caller left before the tone was over, said too little or cancelled, or the disk refuses
         *     (`error`).
         */
        MessageDiscarded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Owner */
            owner: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "left_before_tone" | "too_short" | "cancelled" | "error";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_discarded";
        };
        /**
         * MessageForwarded
         * @description A copy was sent to the mailbox of another extension or group (its id and number).
         */
        MessageForwarded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Message */
            message: number;
            /** Number */
            number: string;
            /** Owner */
            owner: number;
            /** To */
            to: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_forwarded";
        };
        /**
         * MessageHeard
         * @description A new message was heard.
         */
        MessageHeard: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Message */
            message: number;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_heard";
        };
        /**
         * MessageKept
         * @description The message counts as new, though it was heard.
         */
        MessageKept: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Message */
            message: number;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_kept";
        };
        /**
         * MessageLeft
         * @description A message for `owner` (its id) is kept, and on its way to the mailbox. `duration_ms` is that of the sound.
         *
         *     `ended_by`: `hash` and `operator` are the keys # and 0; `system` is draining, a release, or the disk. `keys_ignored`
         *     counts other keys.
         */
        MessageLeft: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Duration Ms */
            duration_ms: number;
            /**
             * Ended By
             * @enum {string}
             */
            ended_by: "caller" | "hash" | "silence" | "limit" | "operator" | "media" | "system";
            /**
             * Keys Ignored
             * @default 0
             */
            keys_ignored?: number;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_left";
        };
        /**
         * MessageRecording
         * @description The tone plays, and after it the caller is recorded.
         */
        MessageRecording: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_recording";
        };
        /**
         * MessageRestored
         * @description It was deleted in this call, and is there again.
         */
        MessageRestored: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Message */
            message: number;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message_restored";
        };
        /**
         * MessageShown
         * @description A message. `call` is the id of the call in which it was left; `interrupted`: a fault of ours cut it off.
         *
         *     `copied_from` is the id of the message of which this is a copy. A `deleted` one can be restored for a day.
         */
        MessageShown: {
            /** Call */
            call: string;
            /** Called */
            called: string;
            /** Caller */
            caller: string;
            /** Caller Name */
            caller_name: string;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Copied From */
            copied_from: number | null;
            /** Deleted At */
            deleted_at: string | null;
            /** Duration Ms */
            duration_ms: number;
            /** Id */
            id: number;
            /** Interrupted */
            interrupted: boolean;
            /** Owner */
            owner: number;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "new" | "heard" | "deleted";
        };
        /**
         * Moment
         * @description A minute by the wall clock; without `year` in any year.
         */
        Moment: {
            /** Day */
            day: number;
            /**
             * Hour
             * @default 0
             */
            hour?: number;
            /**
             * Minute
             * @default 0
             */
            minute?: number;
            /** Month */
            month: number;
            /**
             * Year
             * @default null
             */
            year?: number | null;
        };
        /**
         * Music
         * @description A play list: `prompts` one after the other and over and over, in `random` order each time anew.
         */
        Music: {
            /** Name */
            name: string;
            /**
             * Order
             * @default in_order
             * @enum {string}
             */
            order?: "in_order" | "random";
            /** Prompts */
            prompts: number[];
        };
        /**
         * MusicPage
         * @description Some of the objects.
         */
        MusicPage: {
            /** Items */
            items: components["schemas"]["StoredMusic"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * NameChosen
         * @description The caller wants to talk to the extension (its id).
         */
        NameChosen: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "name_chosen";
        };
        /**
         * NameOffered
         * @description The caller hears the name of an extension (its id), or its number.
         */
        NameOffered: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** Number */
            number: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "name_offered";
        };
        /**
         * NameRecorded
         * @description The owner of a mailbox, an extension (its id), has recorded the name by which callers hear whom they dial.
         */
        NameRecorded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "name_recorded";
        };
        /**
         * NameSpelled
         * @description The caller has spelt a name by `keys`, and so many people have it.
         */
        NameSpelled: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Keys */
            keys: string;
            /** Matches */
            matches: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "name_spelled";
        };
        /**
         * NewConferencePin
         * @description What callers of a conference enter: 3 to 15 digits.
         */
        NewConferencePin: {
            /**
             * Pin
             * Format: password
             */
            pin: string;
        };
        /**
         * NewPassword
         * @description `old_password` is for one's own password, `must_change_password` for somebody else's: whether the page asks that
         *     user for another one.
         */
        NewPassword: {
            /**
             * Must Change Password
             * @default null
             */
            must_change_password?: boolean | null;
            /**
             * Old Password
             * @default null
             */
            old_password?: string | null;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * NewPin
         * @description What callers enter: 6 to 10 digits that are not too easy to guess.
         */
        NewPin: {
            /**
             * Pin
             * Format: password
             */
            pin: string;
        };
        /**
         * NewPromptPassword
         * @description What callers enter before they change the greeting of a menu: 3 to 15 digits.
         */
        NewPromptPassword: {
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * NewSecret
         * @description What the owner of a web server and we know, and nobody else.
         */
        NewSecret: {
            /**
             * Secret
             * Format: password
             */
            secret: string;
        };
        /**
         * NewSpeech
         * @description A text to be spoken; `language` is a BCP 47 tag.
         */
        NewSpeech: {
            /**
             * Language
             * @default en
             */
            language?: string;
            /** Text */
            text: string;
        };
        /**
         * NewSpokenPrompt
         * @description A new prompt that is spoken.
         */
        NewSpokenPrompt: {
            /**
             * Language
             * @default en
             */
            language?: string;
            /** Name */
            name: string;
            /** Text */
            text: string;
        };
        /**
         * NewToken
         * @description A token to be made; without `expires_at` it is good until it is revoked.
         */
        NewToken: {
            /**
             * Expires At
             * @default null
             */
            expires_at?: string | null;
            /** Name */
            name: string;
            /**
             * Rights
             * @default []
             */
            rights?: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
        };
        /**
         * NewTrunkPassword
         * @description What the provider gave us.
         */
        NewTrunkPassword: {
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * NewUser
         * @description A user to be made. `must_change_password`: the page asks for another password at the first log-in.
         */
        NewUser: {
            /**
             * Must Change Password
             * @default true
             */
            must_change_password?: boolean;
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Rights
             * @default []
             */
            rights?: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
        };
        /**
         * NightMode
         * @description While on here or in the office, callers go to `route` instead of the menu; without a route nothing changes.
         */
        NightMode: {
            /**
             * Enabled
             * @default false
             */
            enabled?: boolean;
            /** @default null */
            route?: components["schemas"]["Route"] | null;
        };
        /**
         * NightModeOn
         * @description Callers of a menu go to its night route: the office's switch is on, or the menu's own.
         */
        NightModeOn: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "office" | "ivr";
            /** Ivr */
            ivr: number;
            /** Number */
            number: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "night_mode";
        };
        /**
         * NoInput
         * @description Silence after the greeting; for the `count`th time in this visit.
         */
        NoInput: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Count */
            count: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "no_input";
        };
        /**
         * NoMatch
         * @description `entry` means nothing here; for the `count`th time in this visit.
         */
        NoMatch: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Count */
            count: number;
            /** Entry */
            entry: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "no_match";
        };
        /**
         * NotRung
         * @description No phone of the extension (its id and `number`) rings: it does not want to be disturbed, is in as many calls as
         *     it may, or has sent this caller on before.
         */
        NotRung: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** Number */
            number: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "dnd" | "max_calls" | "loop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "not_rung";
        };
        /**
         * NumberRange
         * @description All numbers of the same length from `first` to `last`.
         */
        NumberRange: {
            /** First */
            first: string;
            /** Last */
            last: string;
        };
        /**
         * Office
         * @description The hours and the zone that schedules without their own take, and the language of menus without their own.
         *
         *     `night_mode` sends the callers of every menu that has a night route there at once. `region` is ISO 3166-1 alpha-3,
         *     `tone_country` alpha-2: whose ringing tone callers hear. `voicemail` is how messages are taken where a mailbox says
         *     nothing else. `directory` is for dialling by name. `transfer_recall`: whoever has transferred a caller in vain gets
         *     the caller back. `music` is what those hear who wait or are on hold; null: the music that comes with the product.
         *     `feature_codes` are what phones dial to have something done; `pickup` says who may answer calls that ring at others,
         *     and `parking` where callers can be parked. `country` and `area_code` are the numbering plan by which outside numbers
         *     are dialled. `max_calls` of the tenant go on at once; null: no limit. Whoever holds another for `hold_limit_s` is
         *     called anew; 0: nobody is. `closure`: the office is closed for a while. `emergency`: how emergency numbers are
         *     dialled. `record_notice`: whether those who are recorded are told so, where the extension, queue or conference says
         *     nothing else.
         */
        Office: {
            /**
             * Area Code
             * @default
             */
            area_code?: string;
            /** @default null */
            closure?: components["schemas"]["Closure"] | null;
            /**
             * Country
             * @default
             */
            country?: string;
            /**
             * @default {
             *       "keys_needed": 3,
             *       "say_number": true,
             *       "offer_at_most": 8,
             *       "operator": null
             *     }
             */
            directory?: components["schemas"]["DirectoryOptions"];
            /**
             * @default {
             *       "numbers": null,
             *       "trunks": [],
             *       "caller_id": "",
             *       "tell_extensions": [],
             *       "mail_to": []
             *     }
             */
            emergency?: components["schemas"]["Emergency"];
            /**
             * @default {
             *       "check_messages": "*2",
             *       "leave_message": "*12",
             *       "agent_login": "*7",
             *       "agent_pause": "*07",
             *       "edit_prompt": "#9",
             *       "forward_always": "*31",
             *       "forward_always_off": "*031",
             *       "forward_busy": "*32",
             *       "forward_busy_off": "*032",
             *       "forward_no_answer": "*33",
             *       "forward_no_answer_off": "*033",
             *       "dnd_on": "*75",
             *       "dnd_off": "*075",
             *       "night_mode": "*16",
             *       "close_office": "*17",
             *       "pick_up": "*04",
             *       "pick_up_group": "*4",
             *       "park": "*5",
             *       "park_at": "*05",
             *       "retrieve": ""
             *     }
             */
            feature_codes?: components["schemas"]["FeatureCodes"];
            /**
             * Hold Limit S
             * @default 0
             */
            hold_limit_s?: number;
            /**
             * @default {
             *       "monday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "tuesday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "wednesday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "thursday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "friday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "saturday": {
             *         "open": false,
             *         "ranges": []
             *       },
             *       "sunday": {
             *         "open": false,
             *         "ranges": []
             *       }
             *     }
             */
            hours?: components["schemas"]["WeekHours"];
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /**
             * Name
             * @default office
             */
            name?: string;
            /**
             * Night Mode
             * @default false
             */
            night_mode?: boolean;
            /**
             * @default {
             *       "first": "6000",
             *       "slots": 100,
             *       "time_s": 60,
             *       "then": null
             *     }
             */
            parking?: components["schemas"]["ParkingOptions"];
            /**
             * @default {
             *       "who": "everybody",
             *       "queues": true
             *     }
             */
            pickup?: components["schemas"]["PickupOptions"];
            /**
             * @default {
             *       "enabled": false,
             *       "prompt": null
             *     }
             */
            record_notice?: components["schemas"]["RecordNotice"];
            /**
             * Region
             * @default
             */
            region?: string;
            /**
             * Timezone
             * @default UTC
             */
            timezone?: string;
            /**
             * Tone Country
             * @default
             */
            tone_country?: string;
            /**
             * Transfer Recall
             * @default false
             */
            transfer_recall?: boolean;
            /**
             * @default {
             *       "enabled": true,
             *       "takes": [],
             *       "greetings": {
             *         "busy": null,
             *         "dnd": null,
             *         "general": null,
             *         "no_answer": null,
             *         "temporary": null,
             *         "unreachable": null
             *       },
             *       "language": "",
             *       "instructions": true,
             *       "max_message_s": 600,
             *       "min_message_s": 2,
             *       "max_silence_s": 10,
             *       "max_messages": 100,
             *       "when_full": "refuse",
             *       "keep_days": 0,
             *       "review": false,
             *       "operator": null,
             *       "pin_required": true,
             *       "envelope": "24h",
             *       "notify": "none",
             *       "mail_to": [],
             *       "mail_format": "wav",
             *       "star_logs_in": false
             *     }
             */
            voicemail?: components["schemas"]["VoicemailOptions"];
        };
        /**
         * OfficeClosed
         * @description A caller from outside meets an office that is closed for a while, until then, and by whom it was closed.
         */
        OfficeClosed: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @default
             */
            by?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "office_closed";
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * OfficeNow
         * @description What holds by the hours of the office, on its clock; `closure` while it is closed for a while.
         */
        OfficeNow: {
            closure: components["schemas"]["Closure"] | null;
            /** Explanation */
            explanation: string;
            /**
             * Local
             * Format: date-time
             */
            local: string;
            /** Night Mode */
            night_mode: boolean;
            /**
             * Rule
             * @enum {string}
             */
            rule: "holiday" | "open" | "closed";
            /** Zone */
            zone: string;
        };
        /**
         * OfficePage
         * @description Some of the objects.
         */
        OfficePage: {
            /** Items */
            items: components["schemas"]["StoredOffice"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * OfficeSwitched
         * @description Somebody has switched night mode, of the office or of the menu with that id, or has closed the office for a while
         *     or opened it again, by telephone.
         */
        OfficeSwitched: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Ivr
             * @default null
             */
            ivr?: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "office_switched";
            /**
             * Until
             * @default null
             */
            until?: string | null;
            /**
             * What
             * @enum {string}
             */
            what: "night_on" | "night_off" | "closed" | "opened";
        };
        /**
         * Option
         * @description What pressing `keys` does; F stands for the calling tone of a fax machine.
         *
         *     `ambiguous_timeout_s` is how long to wait for more keys where more could follow; null: as long as the menu says, 0:
         *     not at all, so that these keys hide every longer number that begins with them. At that moment the caller is sent
         *     `sms_template`, and `webhook` is told.
         */
        Option: {
            /**
             * Ambiguous Timeout S
             * @default null
             */
            ambiguous_timeout_s?: number | null;
            /** Keys */
            keys: string;
            route: components["schemas"]["Route"];
            /**
             * Sms Template
             * @default null
             */
            sms_template?: number | null;
            /**
             * Webhook
             * @default null
             */
            webhook?: number | null;
        };
        /**
         * Organization
         * @description A department: its own `members`, and whoever belongs to a department whose `parent` it is.
         */
        Organization: {
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /**
             * Parent
             * @default null
             */
            parent?: number | null;
        };
        /**
         * OrganizationMember
         * @description All extensions of an organization and of those below it, as they are when the call comes.
         */
        OrganizationMember: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "organization";
            /** Organization */
            organization: number;
        };
        /**
         * OrganizationPage
         * @description Some of the objects.
         */
        OrganizationPage: {
            /** Items */
            items: components["schemas"]["StoredOrganization"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * OutboundDial
         * @description Which outbound routes a caller may use from the menu.
         */
        OutboundDial: {
            /**
             * Enabled
             * @default false
             */
            enabled?: boolean;
            /**
             * Routes
             * @default []
             */
            routes?: number[];
        };
        /**
         * OutboundRoute
         * @description Outside numbers that match `patterns` leave through `trunks`, tried in order; routes are tried by `position`.
         *
         *     `extensions`, or all of them, may dial through it; menus name the routes that they permit themselves.
         */
        OutboundRoute: {
            /**
             * All Extensions
             * @default false
             */
            all_extensions?: boolean;
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Extensions
             * @default []
             */
            extensions?: number[];
            /** Name */
            name: string;
            /** Patterns */
            patterns: components["schemas"]["DialPattern"][];
            /**
             * Position
             * @default 1
             */
            position?: number;
            /**
             * Ring Time S
             * @default 60
             */
            ring_time_s?: number;
            /** Trunks */
            trunks: number[];
        };
        /**
         * OutboundRoutePage
         * @description Some of the objects.
         */
        OutboundRoutePage: {
            /** Items */
            items: components["schemas"]["StoredOutboundRoute"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * OutboxFigures
         * @description Messages of all tenants in the outbox now. `failed` were given up, and are forgotten some days later.
         */
        OutboxFigures: {
            /** Failed */
            failed: number;
            /** Waiting */
            waiting: number;
        };
        /** Page[AgentChangeShown] */
        Page_AgentChangeShown_: {
            /** Items */
            items: components["schemas"]["AgentChangeShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[CallShown] */
        Page_CallShown_: {
            /** Items */
            items: components["schemas"]["CallShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[ChangeShown] */
        Page_ChangeShown_: {
            /** Items */
            items: components["schemas"]["ChangeShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[DeliveryShown] */
        Page_DeliveryShown_: {
            /** Items */
            items: components["schemas"]["DeliveryShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[MessageShown] */
        Page_MessageShown_: {
            /** Items */
            items: components["schemas"]["MessageShown"][];
            /** Next */
            next: string | null;
        };
        /** Page[RevisionShown] */
        Page_RevisionShown_: {
            /** Items */
            items: components["schemas"]["RevisionShown"][];
            /** Next */
            next: string | null;
        };
        /**
         * ParkAnnounced
         * @description Who has parked the caller (the id of the extension) was called to be told the slot, and has answered or not.
         */
        ParkAnnounced: {
            /** Answered */
            answered: boolean;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** Slot */
            slot: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "park_announced";
        };
        /**
         * Parked
         * @description The caller (his number and name as far as known) waits in a parking slot until a moment (aware) at the latest.
         *
         *     `extension` (its id) has parked him.
         */
        Parked: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Caller */
            caller: string;
            /** Caller Name */
            caller_name: string;
            /** Extension */
            extension: number;
            /** Slot */
            slot: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "parked";
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * ParkedCall
         * @description Somebody who waits in a slot, in a call (its id), `since` then and `until` then at the latest. `by` is the
         *     extension (its id) that has parked him.
         */
        ParkedCall: {
            /** By */
            by: number;
            /** Call */
            call: string;
            /** Caller */
            caller: string;
            /** Caller Name */
            caller_name: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Slot */
            slot: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * ParkedCalls
         * @description All of them, the one who waits longest first.
         */
        ParkedCalls: {
            /** Items */
            items: components["schemas"]["ParkedCall"][];
        };
        /**
         * ParkingOptions
         * @description Where calls are parked: in `slots` numbers from `first` on, of which each has one caller; 0 slots: nowhere.
         *
         *     Whoever has waited there for `time_s` rings at the extension that has parked him. If that does not answer, he goes
         *     to `then`; null: as the rules of that extension say.
         */
        ParkingOptions: {
            /**
             * First
             * @default 6000
             */
            first?: string;
            /**
             * Slots
             * @default 100
             */
            slots?: number;
            /**
             * Then
             * @default null
             */
            then?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Time S
             * @default 60
             */
            time_s?: number;
        };
        /**
         * ParkRefused
         * @description Nobody can be parked: the `slot` is taken, or there is none of that number; "": all are taken.
         */
        ParkRefused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Slot */
            slot: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "park_refused";
        };
        /**
         * ParkTimedOut
         * @description Nobody has come for a parked caller, who goes back to the extension (its id) that has parked him.
         */
        ParkTimedOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** Slot */
            slot: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "park_timed_out";
        };
        /**
         * PickedUp
         * @description Somebody, by another call (its id), answers in the place of those who ring, or gets a caller who is parked.
         */
        PickedUp: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Call */
            call: string;
            target: components["schemas"]["DialledTarget"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "picked_up";
        };
        /**
         * PickUpAsked
         * @description The caller wants a call that rings elsewhere (`number` is that of the extension, "" for any of his group), or who
         *     is parked in the slot of that number.
         *
         *     `call` is the id of the call that goes on with him as its callee, where he is `connected`.
         */
        PickUpAsked: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Call
             * @default
             */
            call?: string;
            /** Number */
            number: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "connected" | "nothing" | "not_permitted";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pick_up_asked";
        };
        /**
         * PickupOptions
         * @description Who may pick up calls that ring at an extension: `everybody`, its own `group` alone, or `nobody`.
         *
         *     Its group are those who are with it in an extension group, a ring group, a queue, or an organization. With `queues`
         *     the agents of a queue may pick up its callers from one another; nobody else ever may.
         */
        PickupOptions: {
            /**
             * Queues
             * @default true
             */
            queues?: boolean;
            /**
             * Who
             * @default everybody
             * @enum {string}
             */
            who?: "everybody" | "group" | "nobody";
        };
        /**
         * PinChanged
         * @description The mailbox of `owner` has another PIN.
         */
        PinChanged: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Owner */
            owner: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pin_changed";
        };
        /**
         * PinEntered
         * @description The caller entered a PIN, right or wrong, or nothing; for the `count`th time at this prompt.
         */
        PinEntered: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Count */
            count: number;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "right" | "wrong" | "nothing";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pin_entered";
        };
        /**
         * PlayAndExit
         * @description Play the prompt `times` times, not interruptible, then hang up.
         */
        PlayAndExit: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "play_and_exit";
            /** Prompt */
            prompt: components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"];
            /**
             * Times
             * @default 1
             */
            times?: number;
        };
        /**
         * PlayAndReturn
         * @description Play the prompt `times` times, then visit the same menu afresh.
         */
        PlayAndReturn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "play_and_return";
            /** Prompt */
            prompt: components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"];
            /**
             * Times
             * @default 1
             */
            times?: number;
        };
        /**
         * PlayStep
         * @description A recording is heard: a `prompt`, or what is at a `url` at that moment.
         */
        PlayStep: {
            /** @default null */
            keys?: components["schemas"]["KeysWanted"] | null;
            /**
             * Prompt
             * @default null
             */
            prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Url
             * @default
             */
            url?: string;
        };
        /**
         * Problem
         * @description An error (RFC 9457); `code` is stable. Some codes have further members.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Errors
             * @default null
             */
            errors?: components["schemas"]["ProblemReason"][] | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * ProblemReason
         * @description What is wrong with one part of the request; one of the three places is there.
         */
        ProblemReason: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Header
             * @default null
             */
            header?: string | null;
            /**
             * Parameter
             * @default null
             */
            parameter?: string | null;
            /**
             * Pointer
             * @default null
             */
            pointer?: string | null;
        };
        /**
         * PromptEdited
         * @description The caller has changed the greeting of a menu (its id): it is a new `prompt` (its id), or the built-in one.
         */
        PromptEdited: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Duration Ms
             * @default 0
             */
            duration_ms?: number;
            /** Ivr */
            ivr: number;
            /**
             * Prompt
             * @default null
             */
            prompt?: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prompt_edited";
        };
        /**
         * PromptEditRefused
         * @description The caller may not change the greeting of a menu (its id): it has no password, or the password cannot be read or
         *     was wrong too often.
         */
        PromptEditRefused: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Ivr */
            ivr: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "no_pin" | "unavailable" | "too_many_failures";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prompt_edit_refused";
        };
        /**
         * PromptEnded
         * @description A prompt ended: `finished`, or stopped `offset_ms` after its beginning by a key or the end of the call.
         */
        PromptEnded: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Finished */
            finished: boolean;
            /** Name */
            name: string;
            /** Offset Ms */
            offset_ms: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prompt_ended";
        };
        /**
         * PromptPage
         * @description Some of the objects.
         */
        PromptPage: {
            /** Items */
            items: components["schemas"]["StoredPrompt"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * PromptSkipped
         * @description A prompt could not be played (`missing`: no such object, `unreadable`: no samples); the call went on.
         */
        PromptSkipped: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Name */
            name: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "missing" | "unreadable";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prompt_skipped";
        };
        /**
         * PromptStarted
         * @description A prompt began to play.
         */
        PromptStarted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Name */
            name: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prompt_started";
        };
        /**
         * PromptUpload
         * @description As `SoundUpload`, for a new prompt.
         */
        PromptUpload: {
            /**
             * Language
             * @default
             */
            language?: string;
            /** Name */
            name: string;
            /**
             * Text
             * @default
             */
            text?: string;
        };
        /**
         * PromptWarning
         * @description What is odd about a prompt's sound, or was done to it: `code` for programs, `text` for people.
         */
        PromptWarning: {
            /**
             * Code
             * @enum {string}
             */
            code: "channels-cancelled" | "clipped" | "dc-removed" | "limited" | "mostly-silence" | "noisy" | "silent" | "trimmed" | "very-quiet";
            /** Text */
            text: string;
        };
        /**
         * Question
         * @description A schedule, stored or not, and a moment: now, where none is said.
         */
        Question: {
            /**
             * At
             * @default null
             */
            at?: string | null;
            /**
             * @default {
             *       "hours": null,
             *       "holidays": [],
             *       "timezone": null
             *     }
             */
            schedule?: components["schemas"]["Schedule"];
        };
        /**
         * Queue
         * @description Rings `agents` by `strategy` for its callers, in the order in which they joined: the call semantics, section 18.
         *
         *     Agents of tier n may ring for a caller who has waited (n - 1) x `tier_wait_s`; 0: when no lower tier has a free
         *     agent. A phone rings for `ring_time_s`; when all free agents have been tried, nobody rings for `retry_s`. After a
         *     talk an agent has `wrap_up_s`. With `ring_busy` an agent may ring while in one other call. Who misses
         *     `pause_after_missed` calls is paused (0: never).
         *
         *     Nobody waits longer than `max_wait_s` (0: without limit) and no more than `max_callers` wait (0: any number). A
         *     queue is empty when no agent is there who is logged in: agents who are absent for a reason in `join_when` do not
         *     count when somebody joins, those in `stay_when` while somebody waits (null: it is not asked). Callers go to
         *     `failover`, or to `on_full` and `on_empty` where these are not null.
         *
         *     Of callers with the same agents those of the queue with the higher `weight` come first. Who comes again within
         *     `resume_s` of hanging up gets the old place back. A talk should begin within `sla_s`. With `record` talks are
         *     recorded, after `record_notice` (null: the office's).
         */
        Queue: {
            /**
             * Accept Key
             * @default
             */
            accept_key?: string;
            /**
             * Agent Prompt
             * @default null
             */
            agent_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Agents
             * @default []
             */
            agents?: components["schemas"]["QueueAgent"][];
            /**
             * Alert Info
             * @default
             */
            alert_info?: string;
            /**
             * Answer
             * @default at_once
             * @enum {string}
             */
            answer?: "at_once" | "with_agent";
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
            /**
             * Join Prompt
             * @default null
             */
            join_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Join Prompt In Full
             * @default true
             */
            join_prompt_in_full?: boolean;
            /**
             * Join When
             * @default [
             *       "paused",
             *       "unreachable",
             *       "dnd"
             *     ]
             */
            join_when?: ("paused" | "unreachable" | "dnd" | "busy" | "wrap_up")[] | null;
            /**
             * Keys
             * @default []
             */
            keys?: components["schemas"]["QueueKey"][];
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Callers
             * @default 0
             */
            max_callers?: number;
            /**
             * Max Wait S
             * @default 1800
             */
            max_wait_s?: number;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * On Empty
             * @default null
             */
            on_empty?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * On Full
             * @default null
             */
            on_full?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Pause After Missed
             * @default 0
             */
            pause_after_missed?: number;
            /**
             * Prompts
             * @default []
             */
            prompts?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"])[];
            /**
             * Prompts Every S
             * @default 60
             */
            prompts_every_s?: number;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Resume S
             * @default 0
             */
            resume_s?: number;
            /**
             * Retry S
             * @default 5
             */
            retry_s?: number;
            /**
             * Ring Busy
             * @default false
             */
            ring_busy?: boolean;
            /**
             * Ring Time S
             * @default 20
             */
            ring_time_s?: number;
            /**
             * Say Every S
             * @default 30
             */
            say_every_s?: number;
            /**
             * Say Position
             * @default false
             */
            say_position?: boolean;
            /**
             * Say Wait
             * @default false
             */
            say_wait?: boolean;
            /**
             * Sla S
             * @default 60
             */
            sla_s?: number;
            /**
             * Stay When
             * @default null
             */
            stay_when?: ("paused" | "unreachable" | "dnd" | "busy" | "wrap_up")[] | null;
            /**
             * Strategy
             * @default ring_all
             * @enum {string}
             */
            strategy?: "ring_all" | "linear" | "round_robin" | "least_recent" | "fewest_calls" | "random";
            /**
             * Tier Wait S
             * @default 0
             */
            tier_wait_s?: number;
            /**
             * Weight
             * @default 0
             */
            weight?: number;
            /**
             * Wrap Up S
             * @default 10
             */
            wrap_up_s?: number;
        };
        /**
         * QueueAgent
         * @description A seat in a queue. Agents of a lower `tier` ring first.
         *
         *     Who logs in `by_code` does so by telephone or through the API; `always`: is logged in without doing anything.
         */
        QueueAgent: {
            /** Extension */
            extension: number;
            /**
             * Login
             * @default always
             * @enum {string}
             */
            login?: "always" | "by_code";
            /**
             * Tier
             * @default 1
             */
            tier?: number;
        };
        /**
         * QueueJoined
         * @description The caller waits in a queue (its id, number and name) at this position; 1 is the first.
         *
         *     `waiting` are all who wait there, the caller included. `resumed`: the caller has an earlier place back.
         */
        QueueJoined: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Position */
            position: number;
            /** Queue */
            queue: number;
            /**
             * Resumed
             * @default false
             */
            resumed?: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "queue_joined";
            /** Waiting */
            waiting: number;
        };
        /**
         * QueueKey
         * @description Where a caller who waits goes by pressing a key.
         */
        QueueKey: {
            /** Key */
            key: string;
            route: components["schemas"]["Route"];
        };
        /**
         * QueueLeft
         * @description The caller waits no longer, or could not join (`full`, `empty`; `waited_ms` and `position` are 0 then).
         *
         *     `agent`: an agent has him; `caller`: he hung up; `key`: he pressed `key`; `gone`: the queue was deleted. `position`
         *     is where he stood.
         */
        QueueLeft: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Key
             * @default
             */
            key?: string;
            /** Position */
            position: number;
            /** Queue */
            queue: number;
            /**
             * Reason
             * @enum {string}
             */
            reason: "agent" | "timeout" | "full" | "empty" | "key" | "caller" | "transfer" | "gone" | "system";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "queue_left";
            /** Waited Ms */
            waited_ms: number;
        };
        /**
         * QueueLive
         * @description Who waits, in the order in which they are served, and the agents.
         *
         *     `handling_s` is how long a caller keeps an agent on average, with the wrap-up; null before the first talk.
         */
        QueueLive: {
            /** Agents */
            agents: components["schemas"]["AgentShown"][];
            /** Callers */
            callers: components["schemas"]["CallerShown"][];
            /** Handling S */
            handling_s: number | null;
        };
        /**
         * QueueOffered
         * @description The phones of an agent (the id and number of the extension) are called for the caller.
         */
        QueueOffered: {
            /** Agent */
            agent: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Number */
            number: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "queue_offered";
        };
        /**
         * QueueOfferEnded
         * @description An agent has the caller (`answered`), or rings no longer. `elsewhere`: another agent has the caller; `cancelled`:
         *     the caller left, or the agent was logged out or paused.
         */
        QueueOfferEnded: {
            /** Agent */
            agent: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Number */
            number: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "no-answer" | "rejected" | "busy" | "unreachable" | "not-accepted" | "cancelled" | "answered" | "elsewhere";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "queue_offer_ended";
        };
        /**
         * QueuePage
         * @description Some of the objects.
         */
        QueuePage: {
            /** Items */
            items: components["schemas"]["StoredQueue"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * QueuePosition
         * @description The caller is told the position in the queue, the expected wait in minutes (31: more than thirty), or both.
         */
        QueuePosition: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Position */
            position: number | null;
            /** Queue */
            queue: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "queue_position";
            /** Wait Min */
            wait_min: number | null;
        };
        /**
         * QueueStatistics
         * @description The callers who left a queue from `since` to `until`, by reason in `left`.
         *
         *     Of those `answered`, `in_time` waited at most the queue's `sla_s`. `abandoned`: hung up while they waited, after
         *     `mean_patience_ms`.
         */
        QueueStatistics: {
            /** Abandoned */
            abandoned: number;
            /** Answered */
            answered: number;
            /** Callers */
            callers: number;
            /** In Time */
            in_time: number;
            /** Left */
            left: {
                [key: string]: number;
            };
            /** Longest Wait Ms */
            longest_wait_ms: number | null;
            /** Mean Patience Ms */
            mean_patience_ms: number | null;
            /** Mean Wait Ms */
            mean_wait_ms: number | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * RecordFigures
         * @description Rows of the call record: those that wait for the database now, and those lost since the process started.
         */
        RecordFigures: {
            /** Dropped */
            dropped: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * RecordingForbidden
         * @description A route forbade recording for the rest of the call.
         */
        RecordingForbidden: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "recording_forbidden";
        };
        /**
         * RecordingShown
         * @description A recording of a call: on the left what the caller says, on the right what the caller hears.
         */
        RecordingShown: {
            /** Duration Ms */
            duration_ms: number;
            /** Name */
            name: string;
            /** Size */
            size: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /**
         * RecordingsShown
         * @description All recordings of a call, in order.
         */
        RecordingsShown: {
            /** Items */
            items: components["schemas"]["RecordingShown"][];
        };
        /**
         * RecordingStarted
         * @description Both sides are recorded from here on.
         */
        RecordingStarted: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Name */
            name: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "recording_started";
        };
        /**
         * RecordingStopped
         * @description The recording ended before the call did.
         */
        RecordingStopped: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "recording_stopped";
        };
        /**
         * RecordNotice
         * @description Before a recording begins, `prompt` is heard where this is `enabled`; null: the words of the product.
         */
        RecordNotice: {
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Prompt
             * @default null
             */
            prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
        };
        /**
         * References
         * @description The first of those that refer to it, and how many there are.
         */
        References: {
            /** Items */
            items: components["schemas"]["ReferenceShown"][];
            /** Total */
            total: number;
        };
        /**
         * ReferenceShown
         * @description An object that refers to this one, and from which field.
         */
        ReferenceShown: {
            /** Field */
            field: string;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
        };
        /**
         * RefreshToken
         * @description What came with the access token.
         */
        RefreshToken: {
            /**
             * Refresh Token
             * Format: password
             */
            refresh_token: string;
        };
        /**
         * Repeat
         * @description The menu that the caller comes from, afresh.
         */
        Repeat: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "repeat";
        };
        /**
         * Restore
         * @description The revision to go back to.
         */
        Restore: {
            /** Revision */
            revision: number;
        };
        /**
         * Resumed
         * @description A side took the other back from hold.
         */
        Resumed: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Side */
            side: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "resume";
        };
        /**
         * Retry
         * @description What happens on silence, or on keys that mean nothing here.
         *
         *     `retries` N lets the greeting be heard at most N + 1 times; then `final_prompt` is played and `route` taken.
         */
        Retry: {
            /**
             * Final Prompt
             * @default null
             */
            final_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Retries
             * @default 2
             */
            retries?: number;
            /**
             * Retry Prompt
             * @default null
             */
            retry_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * @default {
             *       "to": {
             *         "kind": "hang_up"
             *       },
             *       "stop_recording": false
             *     }
             */
            route?: components["schemas"]["Route"];
        };
        /**
         * RevisionDetails
         * @description `document` is what was written; null when the object was deleted.
         */
        RevisionDetails: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Author */
            author: string;
            /** Deleted */
            deleted: boolean;
            /** Document */
            document: {
                [key: string]: unknown;
            } | null;
            /** Note */
            note: string;
            /** Revision */
            revision: number;
        };
        /**
         * RevisionShown
         * @description One write in the history of an object.
         */
        RevisionShown: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Author */
            author: string;
            /** Deleted */
            deleted: boolean;
            /** Note */
            note: string;
            /** Revision */
            revision: number;
        };
        /**
         * RingGroup
         * @description Rings `members` by `strategy` for at most `timeout_s`, then goes to `failover`.
         *
         *     `ring_all` rings everybody at once. The others go on after `ring_time_s`: `sequential` to the next member, `random`
         *     to any, `least_recent` to who has been without a call longest; `memory` rings one more beside those that ring.
         *     With `follow_members` a member who forwards always to another extension has that one ring instead.
         */
        RingGroup: {
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
            /**
             * Follow Members
             * @default false
             */
            follow_members?: boolean;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Ring Time S
             * @default 20
             */
            ring_time_s?: number;
            /**
             * Strategy
             * @default ring_all
             * @enum {string}
             */
            strategy?: "ring_all" | "sequential" | "random" | "memory" | "least_recent";
            /**
             * Timeout S
             * @default 60
             */
            timeout_s?: number;
        };
        /**
         * RingGroupPage
         * @description Some of the objects.
         */
        RingGroupPage: {
            /** Items */
            items: components["schemas"]["StoredRingGroup"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * Ringing
         * @description A target rings.
         */
        Ringing: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            target: components["schemas"]["DialledTarget"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ringing";
        };
        /**
         * Route
         * @description A destination, and whether going there forbids recording for the rest of the call.
         */
        Route: {
            /**
             * Stop Recording
             * @default false
             */
            stop_recording?: boolean;
            /**
             * To
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            to?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
        };
        /**
         * Schedule
         * @description Hours of its own, or with `hours` null those of the office, and holidays; in `timezone`, or null the office's.
         */
        Schedule: {
            /**
             * Holidays
             * @default []
             */
            holidays?: number[];
            /** @default null */
            hours?: components["schemas"]["WeekHours"] | null;
            /**
             * Timezone
             * @default null
             */
            timezone?: string | null;
        };
        /**
         * Session
         * @description A pair of tokens; seconds until each ends.
         */
        Session: {
            /** Access Token */
            access_token: string;
            /** Expires In */
            expires_in: number;
            /** Refresh Expires In */
            refresh_expires_in: number;
            /** Refresh Token */
            refresh_token: string;
        };
        /**
         * Simulated
         * @description Everything that happened to the caller, in order; `others` is what happened to each who called meanwhile.
         */
        Simulated: {
            /** Events */
            events: (components["schemas"]["CallStarted"] | components["schemas"]["CallAnswered"] | components["schemas"]["MenuEntered"] | components["schemas"]["PromptStarted"] | components["schemas"]["PromptEnded"] | components["schemas"]["PromptSkipped"] | components["schemas"]["KeyPressed"] | components["schemas"]["Matched"] | components["schemas"]["NoMatch"] | components["schemas"]["NoInput"] | components["schemas"]["GoingTo"] | components["schemas"]["TimeDecided"] | components["schemas"]["NightModeOn"] | components["schemas"]["OfficeClosed"] | components["schemas"]["OfficeSwitched"] | components["schemas"]["CallerBlocked"] | components["schemas"]["PinEntered"] | components["schemas"]["DisaRefused"] | components["schemas"]["ActionAsked"] | components["schemas"]["ActionAnswered"] | components["schemas"]["DialplanAsked"] | components["schemas"]["DialplanAnswered"] | components["schemas"]["SmsRequested"] | components["schemas"]["WebhookRequested"] | components["schemas"]["MailboxEntered"] | components["schemas"]["MessageRecording"] | components["schemas"]["MessageLeft"] | components["schemas"]["MessageDiscarded"] | components["schemas"]["MailboxOpened"] | components["schemas"]["MailboxRefused"] | components["schemas"]["MailboxClosed"] | components["schemas"]["MessageHeard"] | components["schemas"]["MessageKept"] | components["schemas"]["MessageDeleted"] | components["schemas"]["MessageRestored"] | components["schemas"]["MessageForwarded"] | components["schemas"]["GreetingRecorded"] | components["schemas"]["GreetingRemoved"] | components["schemas"]["NameRecorded"] | components["schemas"]["PinChanged"] | components["schemas"]["QueueJoined"] | components["schemas"]["QueuePosition"] | components["schemas"]["QueueOffered"] | components["schemas"]["QueueOfferEnded"] | components["schemas"]["QueueLeft"] | components["schemas"]["ConferenceJoined"] | components["schemas"]["ConferenceWaiting"] | components["schemas"]["ConferenceRefused"] | components["schemas"]["ConferenceMuted"] | components["schemas"]["ConferenceLocked"] | components["schemas"]["ConferenceInvited"] | components["schemas"]["ConferenceLeft"] | components["schemas"]["NameSpelled"] | components["schemas"]["NameOffered"] | components["schemas"]["NameChosen"] | components["schemas"]["PromptEdited"] | components["schemas"]["PromptEditRefused"] | components["schemas"]["EmergencyDialled"] | components["schemas"]["DialStarted"] | components["schemas"]["Ringing"] | components["schemas"]["DialEnded"] | components["schemas"]["Bridged"] | components["schemas"]["BridgeEnded"] | components["schemas"]["Held"] | components["schemas"]["Resumed"] | components["schemas"]["Transferred"] | components["schemas"]["CallerReplaced"] | components["schemas"]["CalleeReplaced"] | components["schemas"]["PickedUp"] | components["schemas"]["PickUpAsked"] | components["schemas"]["Parked"] | components["schemas"]["ParkAnnounced"] | components["schemas"]["ParkTimedOut"] | components["schemas"]["ParkRefused"] | components["schemas"]["TransferRecalled"] | components["schemas"]["HoldRecalled"] | components["schemas"]["Forwarded"] | components["schemas"]["ForwardRefused"] | components["schemas"]["ForwardAsked"] | components["schemas"]["NotRung"] | components["schemas"]["TrunkSkipped"] | components["schemas"]["RecordingStarted"] | components["schemas"]["RecordingStopped"] | components["schemas"]["RecordingForbidden"] | components["schemas"]["LoopGuard"] | components["schemas"]["CallEnded"] | components["schemas"]["Interrupted"])[];
            /**
             * Others
             * @default []
             */
            others?: (components["schemas"]["CallStarted"] | components["schemas"]["CallAnswered"] | components["schemas"]["MenuEntered"] | components["schemas"]["PromptStarted"] | components["schemas"]["PromptEnded"] | components["schemas"]["PromptSkipped"] | components["schemas"]["KeyPressed"] | components["schemas"]["Matched"] | components["schemas"]["NoMatch"] | components["schemas"]["NoInput"] | components["schemas"]["GoingTo"] | components["schemas"]["TimeDecided"] | components["schemas"]["NightModeOn"] | components["schemas"]["OfficeClosed"] | components["schemas"]["OfficeSwitched"] | components["schemas"]["CallerBlocked"] | components["schemas"]["PinEntered"] | components["schemas"]["DisaRefused"] | components["schemas"]["ActionAsked"] | components["schemas"]["ActionAnswered"] | components["schemas"]["DialplanAsked"] | components["schemas"]["DialplanAnswered"] | components["schemas"]["SmsRequested"] | components["schemas"]["WebhookRequested"] | components["schemas"]["MailboxEntered"] | components["schemas"]["MessageRecording"] | components["schemas"]["MessageLeft"] | components["schemas"]["MessageDiscarded"] | components["schemas"]["MailboxOpened"] | components["schemas"]["MailboxRefused"] | components["schemas"]["MailboxClosed"] | components["schemas"]["MessageHeard"] | components["schemas"]["MessageKept"] | components["schemas"]["MessageDeleted"] | components["schemas"]["MessageRestored"] | components["schemas"]["MessageForwarded"] | components["schemas"]["GreetingRecorded"] | components["schemas"]["GreetingRemoved"] | components["schemas"]["NameRecorded"] | components["schemas"]["PinChanged"] | components["schemas"]["QueueJoined"] | components["schemas"]["QueuePosition"] | components["schemas"]["QueueOffered"] | components["schemas"]["QueueOfferEnded"] | components["schemas"]["QueueLeft"] | components["schemas"]["ConferenceJoined"] | components["schemas"]["ConferenceWaiting"] | components["schemas"]["ConferenceRefused"] | components["schemas"]["ConferenceMuted"] | components["schemas"]["ConferenceLocked"] | components["schemas"]["ConferenceInvited"] | components["schemas"]["ConferenceLeft"] | components["schemas"]["NameSpelled"] | components["schemas"]["NameOffered"] | components["schemas"]["NameChosen"] | components["schemas"]["PromptEdited"] | components["schemas"]["PromptEditRefused"] | components["schemas"]["EmergencyDialled"] | components["schemas"]["DialStarted"] | components["schemas"]["Ringing"] | components["schemas"]["DialEnded"] | components["schemas"]["Bridged"] | components["schemas"]["BridgeEnded"] | components["schemas"]["Held"] | components["schemas"]["Resumed"] | components["schemas"]["Transferred"] | components["schemas"]["CallerReplaced"] | components["schemas"]["CalleeReplaced"] | components["schemas"]["PickedUp"] | components["schemas"]["PickUpAsked"] | components["schemas"]["Parked"] | components["schemas"]["ParkAnnounced"] | components["schemas"]["ParkTimedOut"] | components["schemas"]["ParkRefused"] | components["schemas"]["TransferRecalled"] | components["schemas"]["HoldRecalled"] | components["schemas"]["Forwarded"] | components["schemas"]["ForwardRefused"] | components["schemas"]["ForwardAsked"] | components["schemas"]["NotRung"] | components["schemas"]["TrunkSkipped"] | components["schemas"]["RecordingStarted"] | components["schemas"]["RecordingStopped"] | components["schemas"]["RecordingForbidden"] | components["schemas"]["LoopGuard"] | components["schemas"]["CallEnded"] | components["schemas"]["Interrupted"])[][];
        };
        /**
         * Simulation
         * @description One call. `from` is an extension's number, or with `trunk` (its id) any; without both the first extension calls.
         *
         *     `withheld`: the caller does not want to be known. `keys` is what the caller does, such as "1 wait:3 2",
         *     "wait:2 hangup", or "wait:8 speaks:5 #" where the caller is recorded; `phones` how the phones behave, and
         *     `transfers` to which numbers they send their callers; `replies` what web servers say to action URLs by their keys.
         *     No server is asked: without a reply it is as if it failed. `agents` (numbers) have logged in to all queues where
         *     that is done by code, or are paused. `others` call meanwhile, for instance to pick the call up.
         *     `dialplans` has what the servers of API dial plans (ids) say, each time that they are asked.
         */
        Simulation: {
            /** Agents */
            agents?: {
                [key: string]: "logged_in" | "paused";
            };
            /**
             * At
             * @default null
             */
            at?: string | null;
            /** Dialled */
            dialled: string;
            /** Dialplans */
            dialplans?: {
                [key: string]: (components["schemas"]["PlayStep"] | components["schemas"]["TransferStep"])[][];
            };
            /**
             * From
             * @default
             */
            from?: string;
            /**
             * Keys
             * @default
             */
            keys?: string;
            /**
             * Others
             * @default []
             */
            others?: components["schemas"]["CallMeanwhile"][];
            /** Phones */
            phones?: {
                [key: string]: "answers" | "busy" | "no_answer" | "rejects" | "unregistered" | "fails" | "forwards" | "full" | "down";
            };
            /** Replies */
            replies?: {
                [key: string]: components["schemas"]["ActionReply"];
            };
            /** Transfers */
            transfers?: {
                [key: string]: string;
            };
            /**
             * Trunk
             * @default null
             */
            trunk?: number | null;
            /**
             * Withheld
             * @default false
             */
            withheld?: boolean;
        };
        /**
         * SipFigures
         * @description SIP messages since the process started, but for the two sorts of transactions, which are as they are now.
         *
         *     `responses` are the final ones that were sent, by status; one that was sent again counts again. `malformed` could
         *     not be read, `dropped` met too many transactions or a header that could not be read, `merged` came by two ways
         *     (482), and `handler_faults` are errors of ours. `unmatched_responses` and `unmatched_acks` belong to nothing that is
         *     known here, as is usual for the ACK to a refusal that left no state.
         */
        SipFigures: {
            /** Client Transactions */
            client_transactions: number;
            /** Dropped */
            dropped: number;
            /** Handler Faults */
            handler_faults: number;
            /** Malformed */
            malformed: number;
            /** Merged */
            merged: number;
            /** Received */
            received: number;
            /** Responses */
            responses: {
                [key: string]: number;
            };
            /** Send Failures */
            send_failures: number;
            /** Sent */
            sent: number;
            /** Server Transactions */
            server_transactions: number;
            /** Unmatched Acks */
            unmatched_acks: number;
            /** Unmatched Responses */
            unmatched_responses: number;
        };
        /**
         * SmsRequested
         * @description The caller chose an option by `keys` that sends the SMS template (its id) to the number `to`.
         */
        SmsRequested: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Ivr */
            ivr: number;
            /** Keys */
            keys: string;
            /** Template */
            template: number;
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sms_requested";
        };
        /**
         * SmsTemplate
         * @description A short message that goes to callers who choose an option.
         */
        SmsTemplate: {
            /** Name */
            name: string;
            /**
             * Sender
             * @default
             */
            sender?: string;
            /** Text */
            text: string;
        };
        /**
         * SmsTemplatePage
         * @description Some of the objects.
         */
        SmsTemplatePage: {
            /** Items */
            items: components["schemas"]["StoredSmsTemplate"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * SoundUpload
         * @description What stands beside the `file` of an upload: the words that it says, and in which language.
         */
        SoundUpload: {
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Text
             * @default
             */
            text?: string;
        };
        /**
         * SpeechStatus
         * @description Text to speech on the machine that answers.
         */
        SpeechStatus: {
            /** Engines */
            engines: components["schemas"]["EngineStatus"][];
            /** Voices */
            voices: components["schemas"]["VoiceStatus"][];
        };
        /**
         * Status
         * @description All processes of one machine, at one instant.
         */
        Status: {
            api: components["schemas"]["ApiProcess"];
            /**
             * At
             * Format: date-time
             */
            at: string;
            calls: components["schemas"]["CallsProcess"];
            /** Media */
            media: components["schemas"]["MediaProcess"][];
            /** Node */
            node: string;
        };
        /**
         * StoredApiDialplan
         * @description Asks `url` what to do with a caller. Without an answer that can be used, and where its steps lead nowhere, the
         *     call goes to `failover`.
         */
        StoredApiDialplan: {
            /**
             * Auth
             * @default none
             * @enum {string}
             */
            auth?: "none" | "basic" | "digest" | "bearer";
            /**
             * Connect Timeout S
             * @default 2
             */
            connect_timeout_s?: number;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
            /**
             * Headers
             * @default []
             */
            headers?: components["schemas"]["WebHeader"][];
            /** Id */
            id: number;
            /**
             * Method
             * @enum {string}
             */
            method: "GET" | "POST";
            /** Name */
            name: string;
            /**
             * Request Timeout S
             * @default 2
             */
            request_timeout_s?: number;
            /** Revision */
            revision: number;
            /** Url */
            url: string;
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * StoredCallerList
         * @description A block list, or with `allow` one of those whom no block list stops: the call semantics, section 21.
         *
         *     `numbers` are patterns as routes have them, `withheld` is every caller who sends no number. `trunks`: for calls
         *     through these alone; none: through any. Who is refused goes to `to`; null: is refused by `refusal`.
         */
        StoredCallerList: {
            /**
             * Allow
             * @default false
             */
            allow?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Numbers
             * @default []
             */
            numbers?: string[];
            /**
             * Refusal
             * @default busy
             * @enum {string}
             */
            refusal?: "busy" | "declined" | "announcement";
            /** Revision */
            revision: number;
            /**
             * To
             * @default null
             */
            to?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
            /**
             * Withheld
             * @default false
             */
            withheld?: boolean;
        };
        /**
         * StoredConference
         * @description A room with a number: the call semantics, section 20.
         *
         *     `moderators` need no PIN on their own phones; others are moderators by the moderators' PIN. Both PINs are kept
         *     outside the document (`MEMBER_PIN`, `MODERATOR_PIN`). With `wait_for_moderator` callers hear music until a moderator
         *     is there, if anybody can be one. `without_moderator` is what happens when the last one has left: the others go on,
         *     wait for one, or are sent away after `moderator_grace_s`.
         *
         *     `entry` tells those inside of who comes and goes: by a tone, by words and the number of an extension, by words and
         *     the name that each says before he comes in, or not. With `invite` members who call from their own phones may call
         *     others in.
         *     Moderators come in even if `max_members` are there, and are never muted on entry. Whoever is alone, or waits, for
         *     `alone_limit_s` is sent away (0: never). Those who wait hear `music`; null: the office's. With
         *     `record` the conference is recorded, and each newcomer hears `record_notice` first (null: the office's).
         */
        StoredConference: {
            /**
             * Alone Limit S
             * @default 1800
             */
            alone_limit_s?: number;
            /**
             * Entry
             * @default tone
             * @enum {string}
             */
            entry?: "tone" | "number" | "name" | "none";
            /** Id */
            id: number;
            /**
             * Invite
             * @default false
             */
            invite?: boolean;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Members
             * @default 50
             */
            max_members?: number;
            /**
             * Moderator Grace S
             * @default 30
             */
            moderator_grace_s?: number;
            /**
             * Moderators
             * @default []
             */
            moderators?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /**
             * Mute On Entry
             * @default false
             */
            mute_on_entry?: boolean;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /** Revision */
            revision: number;
            /**
             * Wait For Moderator
             * @default false
             */
            wait_for_moderator?: boolean;
            /**
             * Without Moderator
             * @default go_on
             * @enum {string}
             */
            without_moderator?: "go_on" | "wait" | "end";
        };
        /**
         * StoredExtension
         * @description A person or a room with one or more phones that register under `number`.
         *
         *     Two people may have one name. `record` records its calls from the answer on, after
         *     `record_notice` (null: the office's). `music` is what those hear whom the
         *     extension puts on hold; null: the office's. Whoever is `listed` can be dialled by name, also by an alias, which is
         *     another spelling. `spoken_name` is how callers hear the name; null: by a voice. `codecs` are those that we speak
         *     with its phones, the best first. Who `may_close` switches night mode and closes the office by telephone.
         *     `emergency_caller_id` is what the emergency services are shown; empty: the office's.
         */
        StoredExtension: {
            /**
             * Aliases
             * @default []
             */
            aliases?: string[];
            /**
             * Codecs
             * @default []
             */
            codecs?: ("G722" | "PCMA" | "PCMU")[];
            /**
             * Email
             * @default
             */
            email?: string;
            /**
             * Emergency Caller Id
             * @default
             */
            emergency_caller_id?: string;
            /**
             * @default {
             *       "dnd": false,
             *       "always": null,
             *       "busy": null,
             *       "no_answer": null,
             *       "unreachable": null,
             *       "on_dnd": null,
             *       "max_calls": null
             *     }
             */
            forwarding?: components["schemas"]["Forwarding"];
            /** Id */
            id: number;
            /**
             * Listed
             * @default true
             */
            listed?: boolean;
            /**
             * May Close
             * @default false
             */
            may_close?: boolean;
            /**
             * Mobile
             * @default
             */
            mobile?: string;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /** Revision */
            revision: number;
            /**
             * Ring Time S
             * @default 30
             */
            ring_time_s?: number;
            /**
             * Spoken Name
             * @default null
             */
            spoken_name?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * @default {
             *       "enabled": null,
             *       "takes": null,
             *       "greetings": null,
             *       "language": null,
             *       "instructions": null,
             *       "max_message_s": null,
             *       "min_message_s": null,
             *       "max_silence_s": null,
             *       "max_messages": null,
             *       "when_full": null,
             *       "keep_days": null,
             *       "review": null,
             *       "operator": null,
             *       "pin_required": null,
             *       "envelope": null,
             *       "notify": null,
             *       "mail_to": null,
             *       "mail_format": null,
             *       "star_logs_in": null
             *     }
             */
            voicemail?: components["schemas"]["Voicemail"];
        };
        /**
         * StoredExtensionGroup
         * @description Extensions that are permitted or forbidden together.
         */
        StoredExtensionGroup: {
            /** Id */
            id: number;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /** Revision */
            revision: number;
        };
        /**
         * StoredGroupVoicemail
         * @description Takes messages for its `members`.
         *
         *     `shared`: there is one mailbox, whose messages all members hear; with `light` they light the lamps of their phones.
         *     `copies`: each member gets the message in a mailbox of their own; without any such member the group keeps it.
         */
        StoredGroupVoicemail: {
            /**
             * Delivery
             * @default shared
             * @enum {string}
             */
            delivery?: "shared" | "copies";
            /** Id */
            id: number;
            /**
             * Light
             * @default false
             */
            light?: boolean;
            /**
             * Members
             * @default []
             */
            members?: (components["schemas"]["ExtensionMember"] | components["schemas"]["GroupMember"] | components["schemas"]["OrganizationMember"] | components["schemas"]["UnresolvedMember"])[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Revision */
            revision: number;
            /**
             * @default {
             *       "enabled": null,
             *       "takes": null,
             *       "greetings": null,
             *       "language": null,
             *       "instructions": null,
             *       "max_message_s": null,
             *       "min_message_s": null,
             *       "max_silence_s": null,
             *       "max_messages": null,
             *       "when_full": null,
             *       "keep_days": null,
             *       "review": null,
             *       "operator": null,
             *       "pin_required": null,
             *       "envelope": null,
             *       "notify": null,
             *       "mail_to": null,
             *       "mail_format": null,
             *       "star_logs_in": null
             *     }
             */
            voicemail?: components["schemas"]["Voicemail"];
        };
        /**
         * StoredHoliday
         * @description A run of days when `consecutive`: from `first` on without a break through the minute of `last`, with `every_year`
         *     over New Year's Eve where `last` is the earlier in the year. Else the day of `first`, from its time through that of
         *     `last`. `region` is ISO 3166-1 alpha-3.
         */
        StoredHoliday: {
            /**
             * Consecutive
             * @default false
             */
            consecutive?: boolean;
            /**
             * Every Year
             * @default false
             */
            every_year?: boolean;
            first: components["schemas"]["Moment"];
            /** Id */
            id: number;
            last: components["schemas"]["Moment"];
            /** Name */
            name: string;
            /**
             * Region
             * @default
             */
            region?: string;
            /** Revision */
            revision: number;
        };
        /**
         * StoredInboundRoute
         * @description Calls from `trunks` (none: from any) to a number that `pattern` takes go to `to`.
         *
         *     `while_closed`: also while the office is closed for a while.
         */
        StoredInboundRoute: {
            /**
             * Description
             * @default
             */
            description?: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Pattern
             * @default
             */
            pattern?: string;
            /**
             * Position
             * @default 1
             */
            position?: number;
            /** Revision */
            revision: number;
            /** To */
            to: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
            /**
             * Trunks
             * @default []
             */
            trunks?: number[];
            /**
             * While Closed
             * @default false
             */
            while_closed?: boolean;
        };
        /**
         * StoredIvr
         * @description One menu: the call semantics, sections 1, 2 and 6. `record` records the call from the menu on.
         *
         *     `language` empty: the office's. The PIN that `disa_pin_required` asks for is kept outside the document (`DISA_PIN`),
         *     and so is the password with which its greeting is changed by telephone (`PROMPT_PIN`). Callers may dial the
         *     codes of the features in `feature_codes`. `unassigned_stop_recording` are keys without an option; it changes nothing
         *     until they get one.
         */
        StoredIvr: {
            /**
             * Actions
             * @default []
             */
            actions?: components["schemas"]["ActionUrl"][];
            /**
             * Alert Info
             * @default
             */
            alert_info?: string;
            /**
             * Ambiguous Timeout S
             * @default null
             */
            ambiguous_timeout_s?: number | null;
            /**
             * Caller Ids
             * @default []
             */
            caller_ids?: components["schemas"]["MenuCallerId"][];
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Digit Timeout S
             * @default 3
             */
            digit_timeout_s?: number;
            /**
             * @default {
             *       "mode": "off",
             *       "allow": [],
             *       "restrict": [],
             *       "services": "off",
             *       "ring_groups": [],
             *       "queues": [],
             *       "conferences": [],
             *       "unresolved_services": [],
             *       "exclude": []
             *     }
             */
            direct_dial?: components["schemas"]["DirectDial"];
            /**
             * Disa Pin Required
             * @default true
             */
            disa_pin_required?: boolean;
            /**
             * Feature Codes
             * @default []
             */
            feature_codes?: ("check_messages" | "edit_prompt")[];
            /**
             * Greeting
             * @default []
             */
            greeting?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"])[];
            /** Id */
            id: number;
            /**
             * Language
             * @default
             */
            language?: string;
            /** Name */
            name: string;
            /**
             * @default {
             *       "enabled": false,
             *       "route": null
             *     }
             */
            night?: components["schemas"]["NightMode"];
            /**
             * @default {
             *       "retries": 2,
             *       "retry_prompt": null,
             *       "final_prompt": null,
             *       "route": {
             *         "stop_recording": false,
             *         "to": {
             *           "kind": "hang_up"
             *         }
             *       }
             *     }
             */
            no_input?: components["schemas"]["Retry"];
            /**
             * @default {
             *       "retries": 0,
             *       "retry_prompt": null,
             *       "final_prompt": null,
             *       "route": {
             *         "stop_recording": false,
             *         "to": {
             *           "kind": "hang_up"
             *         }
             *       }
             *     }
             */
            no_match?: components["schemas"]["Retry"];
            /** Number */
            number: string;
            /**
             * Options
             * @default []
             */
            options?: components["schemas"]["Option"][];
            /**
             * @default {
             *       "enabled": false,
             *       "routes": []
             *     }
             */
            outbound_dial?: components["schemas"]["OutboundDial"];
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /**
             * Response Timeout S
             * @default 3
             */
            response_timeout_s?: number;
            /** Revision */
            revision: number;
            /** @default null */
            transfer_failed?: components["schemas"]["Route"] | null;
            /**
             * Transfer Prompt
             * @default null
             */
            transfer_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Unassigned Stop Recording
             * @default []
             */
            unassigned_stop_recording?: string[];
        };
        /**
         * StoredMusic
         * @description A play list: `prompts` one after the other and over and over, in `random` order each time anew.
         */
        StoredMusic: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Order
             * @default in_order
             * @enum {string}
             */
            order?: "in_order" | "random";
            /** Prompts */
            prompts: number[];
            /** Revision */
            revision: number;
        };
        /**
         * StoredOffice
         * @description The hours and the zone that schedules without their own take, and the language of menus without their own.
         *
         *     `night_mode` sends the callers of every menu that has a night route there at once. `region` is ISO 3166-1 alpha-3,
         *     `tone_country` alpha-2: whose ringing tone callers hear. `voicemail` is how messages are taken where a mailbox says
         *     nothing else. `directory` is for dialling by name. `transfer_recall`: whoever has transferred a caller in vain gets
         *     the caller back. `music` is what those hear who wait or are on hold; null: the music that comes with the product.
         *     `feature_codes` are what phones dial to have something done; `pickup` says who may answer calls that ring at others,
         *     and `parking` where callers can be parked. `country` and `area_code` are the numbering plan by which outside numbers
         *     are dialled. `max_calls` of the tenant go on at once; null: no limit. Whoever holds another for `hold_limit_s` is
         *     called anew; 0: nobody is. `closure`: the office is closed for a while. `emergency`: how emergency numbers are
         *     dialled. `record_notice`: whether those who are recorded are told so, where the extension, queue or conference says
         *     nothing else.
         */
        StoredOffice: {
            /**
             * Area Code
             * @default
             */
            area_code?: string;
            /** @default null */
            closure?: components["schemas"]["Closure"] | null;
            /**
             * Country
             * @default
             */
            country?: string;
            /**
             * @default {
             *       "keys_needed": 3,
             *       "say_number": true,
             *       "offer_at_most": 8,
             *       "operator": null
             *     }
             */
            directory?: components["schemas"]["DirectoryOptions"];
            /**
             * @default {
             *       "numbers": null,
             *       "trunks": [],
             *       "caller_id": "",
             *       "tell_extensions": [],
             *       "mail_to": []
             *     }
             */
            emergency?: components["schemas"]["Emergency"];
            /**
             * @default {
             *       "check_messages": "*2",
             *       "leave_message": "*12",
             *       "agent_login": "*7",
             *       "agent_pause": "*07",
             *       "edit_prompt": "#9",
             *       "forward_always": "*31",
             *       "forward_always_off": "*031",
             *       "forward_busy": "*32",
             *       "forward_busy_off": "*032",
             *       "forward_no_answer": "*33",
             *       "forward_no_answer_off": "*033",
             *       "dnd_on": "*75",
             *       "dnd_off": "*075",
             *       "night_mode": "*16",
             *       "close_office": "*17",
             *       "pick_up": "*04",
             *       "pick_up_group": "*4",
             *       "park": "*5",
             *       "park_at": "*05",
             *       "retrieve": ""
             *     }
             */
            feature_codes?: components["schemas"]["FeatureCodes"];
            /**
             * Hold Limit S
             * @default 0
             */
            hold_limit_s?: number;
            /**
             * @default {
             *       "monday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "tuesday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "wednesday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "thursday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "friday": {
             *         "open": true,
             *         "ranges": [
             *           {
             *             "end": "17:00",
             *             "start": "09:00"
             *           }
             *         ]
             *       },
             *       "saturday": {
             *         "open": false,
             *         "ranges": []
             *       },
             *       "sunday": {
             *         "open": false,
             *         "ranges": []
             *       }
             *     }
             */
            hours?: components["schemas"]["WeekHours"];
            /** Id */
            id: number;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /**
             * Name
             * @default office
             */
            name?: string;
            /**
             * Night Mode
             * @default false
             */
            night_mode?: boolean;
            /**
             * @default {
             *       "first": "6000",
             *       "slots": 100,
             *       "time_s": 60,
             *       "then": null
             *     }
             */
            parking?: components["schemas"]["ParkingOptions"];
            /**
             * @default {
             *       "who": "everybody",
             *       "queues": true
             *     }
             */
            pickup?: components["schemas"]["PickupOptions"];
            /**
             * @default {
             *       "enabled": false,
             *       "prompt": null
             *     }
             */
            record_notice?: components["schemas"]["RecordNotice"];
            /**
             * Region
             * @default
             */
            region?: string;
            /** Revision */
            revision: number;
            /**
             * Timezone
             * @default UTC
             */
            timezone?: string;
            /**
             * Tone Country
             * @default
             */
            tone_country?: string;
            /**
             * Transfer Recall
             * @default false
             */
            transfer_recall?: boolean;
            /**
             * @default {
             *       "enabled": true,
             *       "takes": [],
             *       "greetings": {
             *         "busy": null,
             *         "dnd": null,
             *         "general": null,
             *         "no_answer": null,
             *         "temporary": null,
             *         "unreachable": null
             *       },
             *       "language": "",
             *       "instructions": true,
             *       "max_message_s": 600,
             *       "min_message_s": 2,
             *       "max_silence_s": 10,
             *       "max_messages": 100,
             *       "when_full": "refuse",
             *       "keep_days": 0,
             *       "review": false,
             *       "operator": null,
             *       "pin_required": true,
             *       "envelope": "24h",
             *       "notify": "none",
             *       "mail_to": [],
             *       "mail_format": "wav",
             *       "star_logs_in": false
             *     }
             */
            voicemail?: components["schemas"]["VoicemailOptions"];
        };
        /**
         * StoredOrganization
         * @description A department: its own `members`, and whoever belongs to a department whose `parent` it is.
         */
        StoredOrganization: {
            /** Id */
            id: number;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /**
             * Parent
             * @default null
             */
            parent?: number | null;
            /** Revision */
            revision: number;
        };
        /**
         * StoredOutboundRoute
         * @description Outside numbers that match `patterns` leave through `trunks`, tried in order; routes are tried by `position`.
         *
         *     `extensions`, or all of them, may dial through it; menus name the routes that they permit themselves.
         */
        StoredOutboundRoute: {
            /**
             * All Extensions
             * @default false
             */
            all_extensions?: boolean;
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Extensions
             * @default []
             */
            extensions?: number[];
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Patterns */
            patterns: components["schemas"]["DialPattern"][];
            /**
             * Position
             * @default 1
             */
            position?: number;
            /** Revision */
            revision: number;
            /**
             * Ring Time S
             * @default 60
             */
            ring_time_s?: number;
            /** Trunks */
            trunks: number[];
        };
        /**
         * StoredPrompt
         * @description Audio known by a file name such as `IVR.wav`; the samples are stored once, under their hash.
         *
         *     `warnings` tell what came out of taking the sound in.
         */
        StoredPrompt: {
            /** Content */
            content: string;
            /** Duration Ms */
            duration_ms: number;
            /** Id */
            id: number;
            /**
             * Language
             * @default
             */
            language?: string;
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /**
             * Source
             * @default upload
             * @enum {string}
             */
            source?: "upload" | "speech" | "recording";
            /**
             * Text
             * @default
             */
            text?: string;
            /**
             * Warnings
             * @default []
             */
            warnings?: components["schemas"]["PromptWarning"][];
        };
        /**
         * StoredQueue
         * @description Rings `agents` by `strategy` for its callers, in the order in which they joined: the call semantics, section 18.
         *
         *     Agents of tier n may ring for a caller who has waited (n - 1) x `tier_wait_s`; 0: when no lower tier has a free
         *     agent. A phone rings for `ring_time_s`; when all free agents have been tried, nobody rings for `retry_s`. After a
         *     talk an agent has `wrap_up_s`. With `ring_busy` an agent may ring while in one other call. Who misses
         *     `pause_after_missed` calls is paused (0: never).
         *
         *     Nobody waits longer than `max_wait_s` (0: without limit) and no more than `max_callers` wait (0: any number). A
         *     queue is empty when no agent is there who is logged in: agents who are absent for a reason in `join_when` do not
         *     count when somebody joins, those in `stay_when` while somebody waits (null: it is not asked). Callers go to
         *     `failover`, or to `on_full` and `on_empty` where these are not null.
         *
         *     Of callers with the same agents those of the queue with the higher `weight` come first. Who comes again within
         *     `resume_s` of hanging up gets the old place back. A talk should begin within `sla_s`. With `record` talks are
         *     recorded, after `record_notice` (null: the office's).
         */
        StoredQueue: {
            /**
             * Accept Key
             * @default
             */
            accept_key?: string;
            /**
             * Agent Prompt
             * @default null
             */
            agent_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Agents
             * @default []
             */
            agents?: components["schemas"]["QueueAgent"][];
            /**
             * Alert Info
             * @default
             */
            alert_info?: string;
            /**
             * Answer
             * @default at_once
             * @enum {string}
             */
            answer?: "at_once" | "with_agent";
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
            /** Id */
            id: number;
            /**
             * Join Prompt
             * @default null
             */
            join_prompt?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"]) | null;
            /**
             * Join Prompt In Full
             * @default true
             */
            join_prompt_in_full?: boolean;
            /**
             * Join When
             * @default [
             *       "paused",
             *       "unreachable",
             *       "dnd"
             *     ]
             */
            join_when?: ("paused" | "unreachable" | "dnd" | "busy" | "wrap_up")[] | null;
            /**
             * Keys
             * @default []
             */
            keys?: components["schemas"]["QueueKey"][];
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Max Callers
             * @default 0
             */
            max_callers?: number;
            /**
             * Max Wait S
             * @default 1800
             */
            max_wait_s?: number;
            /**
             * Music
             * @default null
             */
            music?: number | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * On Empty
             * @default null
             */
            on_empty?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * On Full
             * @default null
             */
            on_full?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Pause After Missed
             * @default 0
             */
            pause_after_missed?: number;
            /**
             * Prompts
             * @default []
             */
            prompts?: (components["schemas"]["CustomPrompt"] | components["schemas"]["Announcement"])[];
            /**
             * Prompts Every S
             * @default 60
             */
            prompts_every_s?: number;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /** @default null */
            record_notice?: components["schemas"]["RecordNotice"] | null;
            /**
             * Resume S
             * @default 0
             */
            resume_s?: number;
            /**
             * Retry S
             * @default 5
             */
            retry_s?: number;
            /** Revision */
            revision: number;
            /**
             * Ring Busy
             * @default false
             */
            ring_busy?: boolean;
            /**
             * Ring Time S
             * @default 20
             */
            ring_time_s?: number;
            /**
             * Say Every S
             * @default 30
             */
            say_every_s?: number;
            /**
             * Say Position
             * @default false
             */
            say_position?: boolean;
            /**
             * Say Wait
             * @default false
             */
            say_wait?: boolean;
            /**
             * Sla S
             * @default 60
             */
            sla_s?: number;
            /**
             * Stay When
             * @default null
             */
            stay_when?: ("paused" | "unreachable" | "dnd" | "busy" | "wrap_up")[] | null;
            /**
             * Strategy
             * @default ring_all
             * @enum {string}
             */
            strategy?: "ring_all" | "linear" | "round_robin" | "least_recent" | "fewest_calls" | "random";
            /**
             * Tier Wait S
             * @default 0
             */
            tier_wait_s?: number;
            /**
             * Weight
             * @default 0
             */
            weight?: number;
            /**
             * Wrap Up S
             * @default 10
             */
            wrap_up_s?: number;
        };
        /**
         * StoredRingGroup
         * @description Rings `members` by `strategy` for at most `timeout_s`, then goes to `failover`.
         *
         *     `ring_all` rings everybody at once. The others go on after `ring_time_s`: `sequential` to the next member, `random`
         *     to any, `least_recent` to who has been without a call longest; `memory` rings one more beside those that ring.
         *     With `follow_members` a member who forwards always to another extension has that one ring instead.
         */
        StoredRingGroup: {
            /**
             * Failover
             * @default {
             *       "kind": "hang_up"
             *     }
             */
            failover?: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"];
            /**
             * Follow Members
             * @default false
             */
            follow_members?: boolean;
            /** Id */
            id: number;
            /**
             * Members
             * @default []
             */
            members?: number[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Revision */
            revision: number;
            /**
             * Ring Time S
             * @default 20
             */
            ring_time_s?: number;
            /**
             * Strategy
             * @default ring_all
             * @enum {string}
             */
            strategy?: "ring_all" | "sequential" | "random" | "memory" | "least_recent";
            /**
             * Timeout S
             * @default 60
             */
            timeout_s?: number;
        };
        /**
         * StoredSmsTemplate
         * @description A short message that goes to callers who choose an option.
         */
        StoredSmsTemplate: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /**
             * Sender
             * @default
             */
            sender?: string;
            /** Text */
            text: string;
        };
        /**
         * StoredTimeCondition
         * @description Where calls go on holidays, in the hours of `when`, and outside them; null where nothing is said: hang up.
         */
        StoredTimeCondition: {
            /**
             * Closed
             * @default null
             */
            closed?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Holiday
             * @default null
             */
            holiday?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Open
             * @default null
             */
            open?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /** Revision */
            revision: number;
            /**
             * @default {
             *       "hours": null,
             *       "holidays": [],
             *       "timezone": null
             *     }
             */
            when?: components["schemas"]["Schedule"];
        };
        /**
         * StoredTrunk
         * @description A SIP trunk.
         *
         *     `enabled` false: no call comes in or goes out. `did_numbers` are those that the provider has given us.
         *     `peer` trunks are known by address; at `register` trunks we register as `username` (its password is kept, encrypted,
         *     outside the document). `addresses` are further hosts that calls may come from. `send_diversion`: of a call that an
         *     extension forwards, the trunk is told by whom and why (RFC 5806, RFC 7044). `trust_identity`: the caller is who the
         *     trunk asserts (P-Asserted-Identity, RFC 3325), not who From names. `send_identity`: the trunk is told by the same
         *     header which number a call is to be billed to. `early_announcements`: callers through the trunk hear
         *     announcements before the end of their call unanswered, where it passes on early media. `own_hold_music`: it has
         *     music on hold of its own, so nobody who talks through it hears ours.
         *
         *     `called_number_form` and `caller_number_form` are how the trunk is told numbers, `incoming_number_form` how it tells
         *     them. `codecs` are those that we speak with it, the best first. `max_calls` and the limits of each way count calls
         *     that go on at once; null: no limit. Every `options_interval_s` (0: never) each address of the trunk is asked by
         *     OPTIONS whether it is there.
         */
        StoredTrunk: {
            /**
             * Addresses
             * @default []
             */
            addresses?: string[];
            /**
             * Called Number Form
             * @default as_dialled
             */
            called_number_form?: ("e164" | "e164_bare" | "national" | "international") | "as_dialled";
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Caller Number Form
             * @default as_dialled
             */
            caller_number_form?: ("e164" | "e164_bare" | "national" | "international") | "as_dialled";
            /**
             * Codecs
             * @default []
             */
            codecs?: ("G722" | "PCMA" | "PCMU")[];
            /**
             * Did Numbers
             * @default []
             */
            did_numbers?: string[];
            /**
             * Early Announcements
             * @default false
             */
            early_announcements?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Host */
            host: string;
            /** Id */
            id: number;
            /**
             * Incoming Number Form
             * @default any
             */
            incoming_number_form?: ("e164" | "e164_bare" | "national" | "international") | "any";
            /**
             * Keep Caller Id
             * @default false
             */
            keep_caller_id?: boolean;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /**
             * Max Incoming Calls
             * @default null
             */
            max_incoming_calls?: number | null;
            /**
             * Max Outgoing Calls
             * @default null
             */
            max_outgoing_calls?: number | null;
            /** Name */
            name: string;
            /**
             * Options Interval S
             * @default 0
             */
            options_interval_s?: number;
            /**
             * Own Hold Music
             * @default false
             */
            own_hold_music?: boolean;
            /**
             * Port
             * @default 5060
             */
            port?: number;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /**
             * Register Interval S
             * @default 600
             */
            register_interval_s?: number;
            /** Revision */
            revision: number;
            /**
             * Send Diversion
             * @default false
             */
            send_diversion?: boolean;
            /**
             * Send Identity
             * @default false
             */
            send_identity?: boolean;
            /**
             * Transport
             * @default udp
             * @enum {string}
             */
            transport?: "udp" | "tcp";
            /**
             * Trust Identity
             * @default false
             */
            trust_identity?: boolean;
            /**
             * Type
             * @default peer
             * @enum {string}
             */
            type?: "peer" | "register";
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * StoredWebhook
         * @description An address that is told what happens in calls, to trunks, and what agents of queues do, in a vendor's form.
         *
         *     Its secret is kept outside the document.
         */
        StoredWebhook: {
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Events
             * @default []
             */
            events?: ("call_status" | "call_end" | "option_pressed" | "message_left" | "trunk_state" | "agent_state" | "emergency_dialled")[];
            /**
             * Format
             * @default native
             * @enum {string}
             */
            format?: "native" | "yeastar" | "servetel";
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /** Url */
            url: string;
        };
        /**
         * StreamedEvent
         * @description One event as it is told to others, with the id of its call.
         */
        StreamedEvent: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Call */
            call: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
            /** Seq */
            seq: number;
            /** Type */
            type: string;
        };
        /**
         * TenantShown
         * @description `sip_domain` "": phones register at the address of this machine.
         */
        TenantShown: {
            /** Name */
            name: string;
            /** Sip Domain */
            sip_domain: string;
        };
        /**
         * TestOutcome
         * @description What came of a test: the status of the answer, or why there was none.
         */
        TestOutcome: {
            /** Delivered */
            delivered: boolean;
            /** Outcome */
            outcome: string;
        };
        /**
         * TimeCondition
         * @description Where calls go on holidays, in the hours of `when`, and outside them; null where nothing is said: hang up.
         */
        TimeCondition: {
            /**
             * Closed
             * @default null
             */
            closed?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Holiday
             * @default null
             */
            holiday?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /** Name */
            name: string;
            /**
             * Open
             * @default null
             */
            open?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * @default {
             *       "hours": null,
             *       "holidays": [],
             *       "timezone": null
             *     }
             */
            when?: components["schemas"]["Schedule"];
        };
        /**
         * TimeConditionPage
         * @description Some of the objects.
         */
        TimeConditionPage: {
            /** Items */
            items: components["schemas"]["StoredTimeCondition"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * TimeDecided
         * @description The time of the call decided where it goes: the rule, the wall-clock time in `zone` (ISO 8601, no offset), and
         *     the holiday if it is one. `by` is the name of the time condition; empty where the destination has hours itself.
         *     `for_a_while`: the office was closed whatever its hours say.
         */
        TimeDecided: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @default
             */
            by?: string;
            /**
             * For A While
             * @default false
             */
            for_a_while?: boolean;
            /**
             * Holiday
             * @default null
             */
            holiday?: number | null;
            /**
             * Holiday Name
             * @default
             */
            holiday_name?: string;
            /** Local */
            local: string;
            /**
             * Rule
             * @enum {string}
             */
            rule: "holiday" | "open" | "closed";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "time_decided";
            /** Zone */
            zone: string;
        };
        /**
         * TimeRange
         * @description From `start` until just before `end` on one day; an end of 23:59 means the end of the day, as 24:00 does.
         */
        TimeRange: {
            /** End */
            end: string;
            /** Start */
            start: string;
        };
        /**
         * ToApiDialplan
         * @description Whatever the web server of the API dial plan says.
         */
        ToApiDialplan: {
            /** Api Dialplan */
            api_dialplan: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "api_dialplan";
        };
        /**
         * ToConference
         * @description Talk to those who are in the conference.
         */
        ToConference: {
            /** Conference */
            conference: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "conference";
        };
        /**
         * ToExtension
         * @description Ring the extension's phones; with `mobile` instead dial its mobile number, through the outbound routes.
         */
        ToExtension: {
            /** Extension */
            extension: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "extension";
            /**
             * Mobile
             * @default false
             */
            mobile?: boolean;
        };
        /**
         * ToExtensionVoicemail
         * @description Leave a message for the extension, which does not ring.
         */
        ToExtensionVoicemail: {
            /** Extension */
            extension: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "extension_voicemail";
        };
        /**
         * ToExternalNumber
         * @description Dial `prefix` + `number` through the outbound routes, in their order.
         */
        ToExternalNumber: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "external_number";
            /** Number */
            number: string;
            /**
             * Prefix
             * @default
             */
            prefix?: string;
        };
        /**
         * ToGroupVoicemail
         * @description Leave a message for the group.
         */
        ToGroupVoicemail: {
            /** Group Voicemail */
            group_voicemail: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "group_voicemail";
        };
        /**
         * ToIvr
         * @description A fresh visit of that menu.
         */
        ToIvr: {
            /** Ivr */
            ivr: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ivr";
        };
        /**
         * TokenMinted
         * @description The only answer that holds the token itself.
         */
        TokenMinted: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Id */
            id: number;
            /** Last Four */
            last_four: string;
            /** Name */
            name: string;
            /** Rights */
            rights: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
            /** Token */
            token: string;
        };
        /**
         * Tokens
         * @description All tokens of the tenant.
         */
        Tokens: {
            /** Items */
            items: components["schemas"]["TokenShown"][];
        };
        /**
         * TokenShown
         * @description What is known of a token.
         */
        TokenShown: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Id */
            id: number;
            /** Last Four */
            last_four: string;
            /** Name */
            name: string;
            /** Rights */
            rights: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
        };
        /**
         * ToNumber
         * @description Whatever has the number when the call comes; else the number outside, through the outbound routes.
         */
        ToNumber: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "number";
            /** Number */
            number: string;
        };
        /**
         * ToQueue
         * @description Wait for an agent of the queue. Of its callers those of a higher `priority` come first.
         */
        ToQueue: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "queue";
            /**
             * Priority
             * @default 0
             */
            priority?: number;
            /** Queue */
            queue: number;
        };
        /**
         * ToRingGroup
         * @description Ring the group by its strategy.
         */
        ToRingGroup: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ring_group";
            /** Ring Group */
            ring_group: number;
        };
        /**
         * ToTimeCondition
         * @description Where the time condition sends callers at this moment.
         */
        ToTimeCondition: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "time_condition";
            /** Time Condition */
            time_condition: number;
        };
        /**
         * TransferRecalled
         * @description A transfer has failed, and whoever asked for it gets the caller back: the extension (its id) and its number.
         */
        TransferRecalled: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Extension */
            extension: number;
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "transfer_recalled";
        };
        /**
         * Transferred
         * @description A side sent the other to another number; `by` is the extension that did, if known.
         *
         *     `into` is the id of the call that has the other from here on, which ends this one (attended transfer); "" where this
         *     call goes on with him as the caller.
         */
        Transferred: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @default null
             */
            by?: number | null;
            /**
             * Into
             * @default
             */
            into?: string;
            /** To */
            to: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "transferred";
        };
        /**
         * TransferStep
         * @description The caller goes there. The steps behind this one are for the case that nobody can be reached.
         */
        TransferStep: {
            /** To */
            to: components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"] | components["schemas"]["ByTime"];
        };
        /**
         * Trunk
         * @description A SIP trunk.
         *
         *     `enabled` false: no call comes in or goes out. `did_numbers` are those that the provider has given us.
         *     `peer` trunks are known by address; at `register` trunks we register as `username` (its password is kept, encrypted,
         *     outside the document). `addresses` are further hosts that calls may come from. `send_diversion`: of a call that an
         *     extension forwards, the trunk is told by whom and why (RFC 5806, RFC 7044). `trust_identity`: the caller is who the
         *     trunk asserts (P-Asserted-Identity, RFC 3325), not who From names. `send_identity`: the trunk is told by the same
         *     header which number a call is to be billed to. `early_announcements`: callers through the trunk hear
         *     announcements before the end of their call unanswered, where it passes on early media. `own_hold_music`: it has
         *     music on hold of its own, so nobody who talks through it hears ours.
         *
         *     `called_number_form` and `caller_number_form` are how the trunk is told numbers, `incoming_number_form` how it tells
         *     them. `codecs` are those that we speak with it, the best first. `max_calls` and the limits of each way count calls
         *     that go on at once; null: no limit. Every `options_interval_s` (0: never) each address of the trunk is asked by
         *     OPTIONS whether it is there.
         */
        Trunk: {
            /**
             * Addresses
             * @default []
             */
            addresses?: string[];
            /**
             * Called Number Form
             * @default as_dialled
             */
            called_number_form?: ("e164" | "e164_bare" | "national" | "international") | "as_dialled";
            /**
             * Caller Id
             * @default
             */
            caller_id?: string;
            /**
             * Caller Number Form
             * @default as_dialled
             */
            caller_number_form?: ("e164" | "e164_bare" | "national" | "international") | "as_dialled";
            /**
             * Codecs
             * @default []
             */
            codecs?: ("G722" | "PCMA" | "PCMU")[];
            /**
             * Did Numbers
             * @default []
             */
            did_numbers?: string[];
            /**
             * Early Announcements
             * @default false
             */
            early_announcements?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Host */
            host: string;
            /**
             * Incoming Number Form
             * @default any
             */
            incoming_number_form?: ("e164" | "e164_bare" | "national" | "international") | "any";
            /**
             * Keep Caller Id
             * @default false
             */
            keep_caller_id?: boolean;
            /**
             * Max Calls
             * @default null
             */
            max_calls?: number | null;
            /**
             * Max Incoming Calls
             * @default null
             */
            max_incoming_calls?: number | null;
            /**
             * Max Outgoing Calls
             * @default null
             */
            max_outgoing_calls?: number | null;
            /** Name */
            name: string;
            /**
             * Options Interval S
             * @default 0
             */
            options_interval_s?: number;
            /**
             * Own Hold Music
             * @default false
             */
            own_hold_music?: boolean;
            /**
             * Port
             * @default 5060
             */
            port?: number;
            /**
             * Record
             * @default false
             */
            record?: boolean;
            /**
             * Register Interval S
             * @default 600
             */
            register_interval_s?: number;
            /**
             * Send Diversion
             * @default false
             */
            send_diversion?: boolean;
            /**
             * Send Identity
             * @default false
             */
            send_identity?: boolean;
            /**
             * Transport
             * @default udp
             * @enum {string}
             */
            transport?: "udp" | "tcp";
            /**
             * Trust Identity
             * @default false
             */
            trust_identity?: boolean;
            /**
             * Type
             * @default peer
             * @enum {string}
             */
            type?: "peer" | "register";
            /**
             * Username
             * @default
             */
            username?: string;
        };
        /**
         * TrunkHop
         * @description An address of a trunk: whether it answers OPTIONS, with which status it did last, and how long that took.
         */
        TrunkHop: {
            /** Address */
            address: string;
            /** Last Status */
            last_status: number | null;
            /** Rtt Ms */
            rtt_ms: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "unknown" | "up" | "down";
        };
        /**
         * TrunkPage
         * @description Some of the objects.
         */
        TrunkPage: {
            /** Items */
            items: components["schemas"]["StoredTrunk"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * TrunkSkipped
         * @description A call does not go out through the trunk (its id and `name`): it has as many calls as it may have, or seems to be
         *     down, and is then tried after all others.
         */
        TrunkSkipped: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Name */
            name: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "full" | "down";
            /** Trunk */
            trunk: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "trunk_skipped";
        };
        /**
         * TrunkStatus
         * @description A trunk as this machine sees it. It is in its `state` `since` then, for that `reason`.
         *
         *     `off`: not enabled. `unmonitored`: nobody asks whether it is there. `checking`: nobody knows yet. `up`, `down`: it
         *     answers OPTIONS or has registered us, or it does not. `registering`: our registration is on its way. `rejected`: our
         *     registration was refused. `last_status` is the last SIP status of the registration, or else of OPTIONS.
         */
        TrunkStatus: {
            /** Hops */
            hops: components["schemas"]["TrunkHop"][];
            /** Incoming Calls */
            incoming_calls: number;
            /** Last Status */
            last_status: number | null;
            /** Name */
            name: string;
            /** Outgoing Calls */
            outgoing_calls: number;
            /** Reason */
            reason: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * State
             * @enum {string}
             */
            state: "off" | "unmonitored" | "checking" | "up" | "down" | "registering" | "rejected";
            /** Trunk */
            trunk: number;
        };
        /**
         * TrunkStatuses
         * @description Those of one tenant.
         */
        TrunkStatuses: {
            /** Items */
            items: components["schemas"]["TrunkStatus"][];
        };
        /**
         * UnresolvedMember
         * @description An organization by the id that another system has for it: nobody here, and kept for that system.
         */
        UnresolvedMember: {
            /** Key */
            key: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "unresolved";
            /**
             * Type
             * @default organization
             * @constant
             */
            type?: "organization";
        };
        /**
         * UnresolvedService
         * @description A queue or conference by the id that another system has for it: nothing here, and kept as UnresolvedMember is.
         */
        UnresolvedService: {
            /** Key */
            key: string;
            /**
             * Type
             * @enum {string}
             */
            type: "queue" | "conference";
        };
        /**
         * Users
         * @description All users of the tenant.
         */
        Users: {
            /** Items */
            items: components["schemas"]["UserShown"][];
        };
        /**
         * UserShown
         * @description What is known of a user.
         */
        UserShown: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Must Change Password */
            must_change_password: boolean;
            /** Name */
            name: string;
            /** Rights */
            rights: ("messages" | "recordings")[];
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin";
        };
        /**
         * Voicemail
         * @description The options of one mailbox; null: the office's.
         */
        Voicemail: {
            /**
             * Enabled
             * @default null
             */
            enabled?: boolean | null;
            /**
             * Envelope
             * @default null
             */
            envelope?: ("none" | "12h" | "24h") | null;
            /** @default null */
            greetings?: components["schemas"]["Greetings"] | null;
            /**
             * Instructions
             * @default null
             */
            instructions?: boolean | null;
            /**
             * Keep Days
             * @default null
             */
            keep_days?: number | null;
            /**
             * Language
             * @default null
             */
            language?: string | null;
            /**
             * Mail Format
             * @default null
             */
            mail_format?: ("wav" | "mp3") | null;
            /**
             * Mail To
             * @default null
             */
            mail_to?: string[] | null;
            /**
             * Max Message S
             * @default null
             */
            max_message_s?: number | null;
            /**
             * Max Messages
             * @default null
             */
            max_messages?: number | null;
            /**
             * Max Silence S
             * @default null
             */
            max_silence_s?: number | null;
            /**
             * Min Message S
             * @default null
             */
            min_message_s?: number | null;
            /**
             * Notify
             * @default null
             */
            notify?: ("none" | "mail" | "mail_with_audio" | "mail_then_delete") | null;
            /**
             * Operator
             * @default null
             */
            operator?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Pin Required
             * @default null
             */
            pin_required?: boolean | null;
            /**
             * Review
             * @default null
             */
            review?: boolean | null;
            /**
             * Star Logs In
             * @default null
             */
            star_logs_in?: boolean | null;
            /**
             * Takes
             * @default null
             */
            takes?: ("busy" | "no_answer" | "unreachable" | "dnd")[] | null;
            /**
             * When Full
             * @default null
             */
            when_full?: ("refuse" | "drop_oldest_heard") | null;
        };
        /**
         * VoicemailOptions
         * @description How messages are taken. In the office these are the defaults of all mailboxes.
         *
         *     An unanswered caller goes to the voicemail for the reasons in `takes`; somebody can be sent there for any. Without
         *     `instructions` an own greeting is not followed by the words that explain the tone. A message ends after
         *     `max_message_s` (0: callers hear the greeting only) or `max_silence_s` (0: silence never ends it), and is kept if
         *     `min_message_s` of it were speech. A full mailbox refuses callers, or makes room by its oldest heard message.
         *     Messages are deleted after `keep_days` (0: never). With `review` callers may listen to their message before they
         *     leave it; the key 0 leads to `operator`. The owner is asked for a PIN, if one is set and it is required; before each
         *     message its `envelope` is read, with hours of 12 or 24. A new message is announced by mail to `mail_to`; empty: to
         *     the address of the extension. What is attached has the form `mail_format`. With `star_logs_in` the key * in the
         *     greeting leads to the PIN.
         */
        VoicemailOptions: {
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Envelope
             * @default 24h
             * @enum {string}
             */
            envelope?: "none" | "12h" | "24h";
            /**
             * @default {
             *       "general": null,
             *       "busy": null,
             *       "no_answer": null,
             *       "unreachable": null,
             *       "dnd": null,
             *       "temporary": null
             *     }
             */
            greetings?: components["schemas"]["Greetings"];
            /**
             * Instructions
             * @default true
             */
            instructions?: boolean;
            /**
             * Keep Days
             * @default 0
             */
            keep_days?: number;
            /**
             * Language
             * @default
             */
            language?: string;
            /**
             * Mail Format
             * @default wav
             * @enum {string}
             */
            mail_format?: "wav" | "mp3";
            /**
             * Mail To
             * @default []
             */
            mail_to?: string[];
            /**
             * Max Message S
             * @default 600
             */
            max_message_s?: number;
            /**
             * Max Messages
             * @default 100
             */
            max_messages?: number;
            /**
             * Max Silence S
             * @default 10
             */
            max_silence_s?: number;
            /**
             * Min Message S
             * @default 2
             */
            min_message_s?: number;
            /**
             * Notify
             * @default none
             * @enum {string}
             */
            notify?: "none" | "mail" | "mail_with_audio" | "mail_then_delete";
            /**
             * Operator
             * @default null
             */
            operator?: (components["schemas"]["HangUp"] | components["schemas"]["ToExtension"] | components["schemas"]["ToIvr"] | components["schemas"]["ToExternalNumber"] | components["schemas"]["PlayAndExit"] | components["schemas"]["PlayAndReturn"] | components["schemas"]["ToRingGroup"] | components["schemas"]["ToTimeCondition"] | components["schemas"]["ToNumber"] | components["schemas"]["Repeat"] | components["schemas"]["Disa"] | components["schemas"]["ToExtensionVoicemail"] | components["schemas"]["ToGroupVoicemail"] | components["schemas"]["ToQueue"] | components["schemas"]["ToConference"] | components["schemas"]["DialByName"] | components["schemas"]["ToApiDialplan"]) | null;
            /**
             * Pin Required
             * @default true
             */
            pin_required?: boolean;
            /**
             * Review
             * @default false
             */
            review?: boolean;
            /**
             * Star Logs In
             * @default false
             */
            star_logs_in?: boolean;
            /**
             * Takes
             * @default []
             */
            takes?: ("busy" | "no_answer" | "unreachable" | "dnd")[];
            /**
             * When Full
             * @default refuse
             * @enum {string}
             */
            when_full?: "refuse" | "drop_oldest_heard";
        };
        /**
         * VoiceStatus
         * @description Who speaks a language (BCP 47; `default`: any other), and whether he does, as was just tried.
         */
        VoiceStatus: {
            /** Engine */
            engine: string;
            /** Language */
            language: string;
            /** Reason */
            reason: string;
            /** Voice */
            voice: string;
            /** Works */
            works: boolean;
        };
        /**
         * WebHeader
         * @description A header of a request.
         */
        WebHeader: {
            /** Name */
            name: string;
            /** Value */
            value: string;
        };
        /**
         * Webhook
         * @description An address that is told what happens in calls, to trunks, and what agents of queues do, in a vendor's form.
         *
         *     Its secret is kept outside the document.
         */
        Webhook: {
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Events
             * @default []
             */
            events?: ("call_status" | "call_end" | "option_pressed" | "message_left" | "trunk_state" | "agent_state" | "emergency_dialled")[];
            /**
             * Format
             * @default native
             * @enum {string}
             */
            format?: "native" | "yeastar" | "servetel";
            /** Name */
            name: string;
            /** Url */
            url: string;
        };
        /**
         * WebhookPage
         * @description Some of the objects.
         */
        WebhookPage: {
            /** Items */
            items: components["schemas"]["StoredWebhook"][];
            /** Next */
            next: string | null;
            /**
             * Total
             * @default null
             */
            total?: number | null;
        };
        /**
         * WebhookRequested
         * @description The caller chose an option by `keys` that tells the webhook (its id).
         */
        WebhookRequested: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Ivr */
            ivr: number;
            /** Keys */
            keys: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "webhook_requested";
            /** Webhook */
            webhook: number;
        };
        /**
         * WeekHours
         * @description A week of hours.
         */
        WeekHours: {
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            friday?: components["schemas"]["DayHours"];
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            monday?: components["schemas"]["DayHours"];
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            saturday?: components["schemas"]["DayHours"];
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            sunday?: components["schemas"]["DayHours"];
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            thursday?: components["schemas"]["DayHours"];
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            tuesday?: components["schemas"]["DayHours"];
            /**
             * @default {
             *       "open": false,
             *       "ranges": []
             *     }
             */
            wednesday?: components["schemas"]["DayHours"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_agent_changes: {
        parameters: {
            query?: {
                cursor?: string | null;
                extension?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AgentChangeShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_agent_changes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["AgentChangeShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_api_dialplan: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "CRM",
                     *           "method": "POST",
                     *           "url": "https://crm.example/where",
                     *           "headers": [],
                     *           "connect_timeout_s": 2,
                     *           "request_timeout_s": 2,
                     *           "auth": "bearer",
                     *           "username": "",
                     *           "description": "",
                     *           "failover": {
                     *             "kind": "extension",
                     *             "extension": 85,
                     *             "mobile": false
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiDialplanPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "method": "POST",
                 *       "url": "https://crm.example/where",
                 *       "auth": "bearer",
                 *       "failover": {
                 *         "kind": "extension",
                 *         "extension": 85
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ApiDialplan"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "method": "POST",
                     *       "url": "https://crm.example/where",
                     *       "headers": [],
                     *       "connect_timeout_s": 2,
                     *       "request_timeout_s": 2,
                     *       "auth": "bearer",
                     *       "username": "",
                     *       "description": "",
                     *       "failover": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredApiDialplan"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "method": "POST",
                     *       "url": "https://crm.example/where",
                     *       "headers": [],
                     *       "connect_timeout_s": 2,
                     *       "request_timeout_s": 2,
                     *       "auth": "bearer",
                     *       "username": "",
                     *       "description": "",
                     *       "failover": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredApiDialplan"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "method": "POST",
                 *       "url": "https://crm.example/where",
                 *       "auth": "bearer",
                 *       "failover": {
                 *         "kind": "extension",
                 *         "extension": 85
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedApiDialplan"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "method": "POST",
                     *       "url": "https://crm.example/where",
                     *       "headers": [],
                     *       "connect_timeout_s": 2,
                     *       "request_timeout_s": 2,
                     *       "auth": "bearer",
                     *       "username": "",
                     *       "description": "",
                     *       "failover": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredApiDialplan"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    auth?: unknown;
                    connect_timeout_s?: unknown;
                    description?: unknown;
                    failover?: unknown;
                    headers?: unknown;
                    id?: unknown;
                    method?: unknown;
                    name?: unknown;
                    request_timeout_s?: unknown;
                    revision?: unknown;
                    url?: unknown;
                    username?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "method": "POST",
                     *       "url": "https://crm.example/where",
                     *       "headers": [],
                     *       "connect_timeout_s": 2,
                     *       "request_timeout_s": 2,
                     *       "auth": "bearer",
                     *       "username": "",
                     *       "description": "",
                     *       "failover": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredApiDialplan"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_api_dialplan: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_api_dialplan: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "method": "POST",
                     *       "url": "https://crm.example/where",
                     *       "headers": [],
                     *       "connect_timeout_s": 2,
                     *       "request_timeout_s": 2,
                     *       "auth": "bearer",
                     *       "username": "",
                     *       "description": "",
                     *       "failover": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredApiDialplan"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_api_dialplan: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_api_dialplan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_api_dialplan_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "shared-with-the-crm"
                 *     }
                 */
                "application/json": components["schemas"]["NewSecret"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_api_dialplan_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_caller_list: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Nuisance",
                     *           "enabled": true,
                     *           "allow": false,
                     *           "numbers": [
                     *             "+4930777",
                     *             "+881."
                     *           ],
                     *           "withheld": true,
                     *           "trunks": [],
                     *           "refusal": "announcement",
                     *           "to": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["CallerListPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nuisance",
                 *       "numbers": [
                 *         "+4930777",
                 *         "+881."
                 *       ],
                 *       "withheld": true,
                 *       "refusal": "announcement"
                 *     }
                 */
                "application/json": components["schemas"]["CallerList"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Nuisance",
                     *       "enabled": true,
                     *       "allow": false,
                     *       "numbers": [
                     *         "+4930777",
                     *         "+881."
                     *       ],
                     *       "withheld": true,
                     *       "trunks": [],
                     *       "refusal": "announcement",
                     *       "to": null
                     *     }
                     */
                    "application/json": components["schemas"]["StoredCallerList"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Nuisance",
                     *       "enabled": true,
                     *       "allow": false,
                     *       "numbers": [
                     *         "+4930777",
                     *         "+881."
                     *       ],
                     *       "withheld": true,
                     *       "trunks": [],
                     *       "refusal": "announcement",
                     *       "to": null
                     *     }
                     */
                    "application/json": components["schemas"]["StoredCallerList"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nuisance",
                 *       "numbers": [
                 *         "+4930777",
                 *         "+881."
                 *       ],
                 *       "withheld": true,
                 *       "refusal": "announcement"
                 *     }
                 */
                "application/json": components["schemas"]["EditedCallerList"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Nuisance",
                     *       "enabled": true,
                     *       "allow": false,
                     *       "numbers": [
                     *         "+4930777",
                     *         "+881."
                     *       ],
                     *       "withheld": true,
                     *       "trunks": [],
                     *       "refusal": "announcement",
                     *       "to": null
                     *     }
                     */
                    "application/json": components["schemas"]["StoredCallerList"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    allow?: unknown;
                    enabled?: unknown;
                    id?: unknown;
                    name?: unknown;
                    numbers?: unknown;
                    refusal?: unknown;
                    revision?: unknown;
                    to?: unknown;
                    trunks?: unknown;
                    withheld?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Nuisance",
                     *       "enabled": true,
                     *       "allow": false,
                     *       "numbers": [
                     *         "+4930777",
                     *         "+881."
                     *       ],
                     *       "withheld": true,
                     *       "trunks": [],
                     *       "refusal": "announcement",
                     *       "to": null
                     *     }
                     */
                    "application/json": components["schemas"]["StoredCallerList"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_caller_list: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_caller_list: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Nuisance",
                     *       "enabled": true,
                     *       "allow": false,
                     *       "numbers": [
                     *         "+4930777",
                     *         "+881."
                     *       ],
                     *       "withheld": true,
                     *       "trunks": [],
                     *       "refusal": "announcement",
                     *       "to": null
                     *     }
                     */
                    "application/json": components["schemas"]["StoredCallerList"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_caller_list: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_caller_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_calls: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                recorded?: boolean | null;
                state?: ("open" | "ended" | "interrupted") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CallShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hang_up_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_recordings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingsShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_recording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_recording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_calls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamedEvent"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_changes: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ChangeShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_conference: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Board",
                     *           "number": "6500",
                     *           "language": "",
                     *           "moderators": [
                     *             {
                     *               "kind": "extension",
                     *               "extension": 85
                     *             }
                     *           ],
                     *           "wait_for_moderator": false,
                     *           "without_moderator": "go_on",
                     *           "moderator_grace_s": 30,
                     *           "entry": "tone",
                     *           "max_members": 50,
                     *           "mute_on_entry": false,
                     *           "invite": false,
                     *           "music": null,
                     *           "record": false,
                     *           "record_notice": null,
                     *           "alone_limit_s": 1800
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ConferencePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_conference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Board",
                 *       "number": "6500",
                 *       "moderators": [
                 *         {
                 *           "kind": "extension",
                 *           "extension": 85
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Conference"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Board",
                     *       "number": "6500",
                     *       "language": "",
                     *       "moderators": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "wait_for_moderator": false,
                     *       "without_moderator": "go_on",
                     *       "moderator_grace_s": 30,
                     *       "entry": "tone",
                     *       "max_members": 50,
                     *       "mute_on_entry": false,
                     *       "invite": false,
                     *       "music": null,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alone_limit_s": 1800
                     *     }
                     */
                    "application/json": components["schemas"]["StoredConference"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Board",
                     *       "number": "6500",
                     *       "language": "",
                     *       "moderators": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "wait_for_moderator": false,
                     *       "without_moderator": "go_on",
                     *       "moderator_grace_s": 30,
                     *       "entry": "tone",
                     *       "max_members": 50,
                     *       "mute_on_entry": false,
                     *       "invite": false,
                     *       "music": null,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alone_limit_s": 1800
                     *     }
                     */
                    "application/json": components["schemas"]["StoredConference"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Board",
                 *       "number": "6500",
                 *       "moderators": [
                 *         {
                 *           "kind": "extension",
                 *           "extension": 85
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditedConference"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Board",
                     *       "number": "6500",
                     *       "language": "",
                     *       "moderators": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "wait_for_moderator": false,
                     *       "without_moderator": "go_on",
                     *       "moderator_grace_s": 30,
                     *       "entry": "tone",
                     *       "max_members": 50,
                     *       "mute_on_entry": false,
                     *       "invite": false,
                     *       "music": null,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alone_limit_s": 1800
                     *     }
                     */
                    "application/json": components["schemas"]["StoredConference"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    alone_limit_s?: unknown;
                    entry?: unknown;
                    id?: unknown;
                    invite?: unknown;
                    language?: unknown;
                    max_members?: unknown;
                    moderator_grace_s?: unknown;
                    moderators?: unknown;
                    music?: unknown;
                    mute_on_entry?: unknown;
                    name?: unknown;
                    number?: unknown;
                    record?: unknown;
                    record_notice?: unknown;
                    revision?: unknown;
                    wait_for_moderator?: unknown;
                    without_moderator?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Board",
                     *       "number": "6500",
                     *       "language": "",
                     *       "moderators": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "wait_for_moderator": false,
                     *       "without_moderator": "go_on",
                     *       "moderator_grace_s": 30,
                     *       "entry": "tone",
                     *       "max_members": 50,
                     *       "mute_on_entry": false,
                     *       "invite": false,
                     *       "music": null,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alone_limit_s": 1800
                     *     }
                     */
                    "application/json": components["schemas"]["StoredConference"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_conference: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_live_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveConference"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lock_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mute_conference_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_conference_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unmute_conference_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: string;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_conference_moderator_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pin": "2468"
                 *     }
                 */
                "application/json": components["schemas"]["NewConferencePin"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_conference_moderator_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_conference_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pin": "2468"
                 *     }
                 */
                "application/json": components["schemas"]["NewConferencePin"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_conference_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_conference: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Board",
                     *       "number": "6500",
                     *       "language": "",
                     *       "moderators": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "wait_for_moderator": false,
                     *       "without_moderator": "go_on",
                     *       "moderator_grace_s": 30,
                     *       "entry": "tone",
                     *       "max_members": 50,
                     *       "mute_on_entry": false,
                     *       "invite": false,
                     *       "music": null,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alone_limit_s": 1800
                     *     }
                     */
                    "application/json": components["schemas"]["StoredConference"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_conference: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlock_conference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "schedule": {
                 *         "timezone": "Europe/Berlin"
                 *       },
                 *       "at": "2027-03-01T09:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["Question"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_extension_group: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Support",
                     *           "members": [
                     *             85
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ExtensionGroupPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Support",
                 *       "members": [
                 *         85
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ExtensionGroup"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtensionGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtensionGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Support",
                 *       "members": [
                 *         85
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditedExtensionGroup"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtensionGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    id?: unknown;
                    members?: unknown;
                    name?: unknown;
                    revision?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtensionGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_extension_group: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_extension_group: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtensionGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_extension_group: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_extension_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_extension: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Ann Lee",
                     *           "number": "1010",
                     *           "email": "ann@example.com",
                     *           "mobile": "",
                     *           "ring_time_s": 20,
                     *           "record": false,
                     *           "record_notice": null,
                     *           "voicemail": {
                     *             "enabled": null,
                     *             "takes": null,
                     *             "greetings": null,
                     *             "language": null,
                     *             "instructions": null,
                     *             "max_message_s": null,
                     *             "min_message_s": null,
                     *             "max_silence_s": null,
                     *             "max_messages": null,
                     *             "when_full": null,
                     *             "keep_days": null,
                     *             "review": null,
                     *             "operator": null,
                     *             "pin_required": null,
                     *             "envelope": null,
                     *             "notify": null,
                     *             "mail_to": null,
                     *             "mail_format": null,
                     *             "star_logs_in": null
                     *           },
                     *           "forwarding": {
                     *             "dnd": false,
                     *             "always": null,
                     *             "busy": null,
                     *             "no_answer": null,
                     *             "unreachable": null,
                     *             "on_dnd": null,
                     *             "max_calls": null
                     *           },
                     *           "music": null,
                     *           "listed": true,
                     *           "aliases": [],
                     *           "spoken_name": null,
                     *           "may_close": false,
                     *           "emergency_caller_id": "",
                     *           "codecs": []
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["ExtensionPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_extension: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ann Lee",
                 *       "number": "1010",
                 *       "email": "ann@example.com",
                 *       "ring_time_s": 20
                 *     }
                 */
                "application/json": components["schemas"]["Extension"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Ann Lee",
                     *       "number": "1010",
                     *       "email": "ann@example.com",
                     *       "mobile": "",
                     *       "ring_time_s": 20,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": null,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": null,
                     *         "mail_to": null,
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       },
                     *       "forwarding": {
                     *         "dnd": false,
                     *         "always": null,
                     *         "busy": null,
                     *         "no_answer": null,
                     *         "unreachable": null,
                     *         "on_dnd": null,
                     *         "max_calls": null
                     *       },
                     *       "music": null,
                     *       "listed": true,
                     *       "aliases": [],
                     *       "spoken_name": null,
                     *       "may_close": false,
                     *       "emergency_caller_id": "",
                     *       "codecs": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtension"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Ann Lee",
                     *       "number": "1010",
                     *       "email": "ann@example.com",
                     *       "mobile": "",
                     *       "ring_time_s": 20,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": null,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": null,
                     *         "mail_to": null,
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       },
                     *       "forwarding": {
                     *         "dnd": false,
                     *         "always": null,
                     *         "busy": null,
                     *         "no_answer": null,
                     *         "unreachable": null,
                     *         "on_dnd": null,
                     *         "max_calls": null
                     *       },
                     *       "music": null,
                     *       "listed": true,
                     *       "aliases": [],
                     *       "spoken_name": null,
                     *       "may_close": false,
                     *       "emergency_caller_id": "",
                     *       "codecs": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtension"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ann Lee",
                 *       "number": "1010",
                 *       "email": "ann@example.com",
                 *       "ring_time_s": 20
                 *     }
                 */
                "application/json": components["schemas"]["EditedExtension"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Ann Lee",
                     *       "number": "1010",
                     *       "email": "ann@example.com",
                     *       "mobile": "",
                     *       "ring_time_s": 20,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": null,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": null,
                     *         "mail_to": null,
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       },
                     *       "forwarding": {
                     *         "dnd": false,
                     *         "always": null,
                     *         "busy": null,
                     *         "no_answer": null,
                     *         "unreachable": null,
                     *         "on_dnd": null,
                     *         "max_calls": null
                     *       },
                     *       "music": null,
                     *       "listed": true,
                     *       "aliases": [],
                     *       "spoken_name": null,
                     *       "may_close": false,
                     *       "emergency_caller_id": "",
                     *       "codecs": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtension"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    aliases?: unknown;
                    codecs?: unknown;
                    email?: unknown;
                    emergency_caller_id?: unknown;
                    forwarding?: unknown;
                    id?: unknown;
                    listed?: unknown;
                    may_close?: unknown;
                    mobile?: unknown;
                    music?: unknown;
                    name?: unknown;
                    number?: unknown;
                    record?: unknown;
                    record_notice?: unknown;
                    revision?: unknown;
                    ring_time_s?: unknown;
                    spoken_name?: unknown;
                    voicemail?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Ann Lee",
                     *       "number": "1010",
                     *       "email": "ann@example.com",
                     *       "mobile": "",
                     *       "ring_time_s": 20,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": null,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": null,
                     *         "mail_to": null,
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       },
                     *       "forwarding": {
                     *         "dnd": false,
                     *         "always": null,
                     *         "busy": null,
                     *         "no_answer": null,
                     *         "unreachable": null,
                     *         "on_dnd": null,
                     *         "max_calls": null
                     *       },
                     *       "music": null,
                     *       "listed": true,
                     *       "aliases": [],
                     *       "spoken_name": null,
                     *       "may_close": false,
                     *       "emergency_caller_id": "",
                     *       "codecs": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtension"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_extension: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_extension: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Ann Lee",
                     *       "number": "1010",
                     *       "email": "ann@example.com",
                     *       "mobile": "",
                     *       "ring_time_s": 20,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": null,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": null,
                     *         "mail_to": null,
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       },
                     *       "forwarding": {
                     *         "dnd": false,
                     *         "always": null,
                     *         "busy": null,
                     *         "no_answer": null,
                     *         "unreachable": null,
                     *         "on_dnd": null,
                     *         "max_calls": null
                     *       },
                     *       "music": null,
                     *       "listed": true,
                     *       "aliases": [],
                     *       "spoken_name": null,
                     *       "may_close": false,
                     *       "emergency_caller_id": "",
                     *       "codecs": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredExtension"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_extension: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_extension_voicemail_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pin": "135791"
                 *     }
                 */
                "application/json": components["schemas"]["NewPin"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_extension_voicemail_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_group_voicemail: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Desk",
                     *           "number": "6320",
                     *           "members": [
                     *             {
                     *               "kind": "extension",
                     *               "extension": 85
                     *             }
                     *           ],
                     *           "delivery": "shared",
                     *           "light": false,
                     *           "voicemail": {
                     *             "enabled": null,
                     *             "takes": null,
                     *             "greetings": null,
                     *             "language": null,
                     *             "instructions": null,
                     *             "max_message_s": 180,
                     *             "min_message_s": null,
                     *             "max_silence_s": null,
                     *             "max_messages": null,
                     *             "when_full": null,
                     *             "keep_days": null,
                     *             "review": null,
                     *             "operator": null,
                     *             "pin_required": null,
                     *             "envelope": null,
                     *             "notify": "mail",
                     *             "mail_to": [
                     *               "desk@example.com"
                     *             ],
                     *             "mail_format": null,
                     *             "star_logs_in": null
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["GroupVoicemailPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Desk",
                 *       "number": "6320",
                 *       "members": [
                 *         {
                 *           "kind": "extension",
                 *           "extension": 85
                 *         }
                 *       ],
                 *       "voicemail": {
                 *         "max_message_s": 180,
                 *         "notify": "mail",
                 *         "mail_to": [
                 *           "desk@example.com"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["GroupVoicemail"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Desk",
                     *       "number": "6320",
                     *       "members": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "delivery": "shared",
                     *       "light": false,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": 180,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": "mail",
                     *         "mail_to": [
                     *           "desk@example.com"
                     *         ],
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredGroupVoicemail"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Desk",
                     *       "number": "6320",
                     *       "members": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "delivery": "shared",
                     *       "light": false,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": 180,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": "mail",
                     *         "mail_to": [
                     *           "desk@example.com"
                     *         ],
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredGroupVoicemail"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Desk",
                 *       "number": "6320",
                 *       "members": [
                 *         {
                 *           "kind": "extension",
                 *           "extension": 85
                 *         }
                 *       ],
                 *       "voicemail": {
                 *         "max_message_s": 180,
                 *         "notify": "mail",
                 *         "mail_to": [
                 *           "desk@example.com"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedGroupVoicemail"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Desk",
                     *       "number": "6320",
                     *       "members": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "delivery": "shared",
                     *       "light": false,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": 180,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": "mail",
                     *         "mail_to": [
                     *           "desk@example.com"
                     *         ],
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredGroupVoicemail"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    delivery?: unknown;
                    id?: unknown;
                    light?: unknown;
                    members?: unknown;
                    name?: unknown;
                    number?: unknown;
                    revision?: unknown;
                    voicemail?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Desk",
                     *       "number": "6320",
                     *       "members": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "delivery": "shared",
                     *       "light": false,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": 180,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": "mail",
                     *         "mail_to": [
                     *           "desk@example.com"
                     *         ],
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredGroupVoicemail"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_group_voicemail: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_group_voicemail: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Desk",
                     *       "number": "6320",
                     *       "members": [
                     *         {
                     *           "kind": "extension",
                     *           "extension": 85
                     *         }
                     *       ],
                     *       "delivery": "shared",
                     *       "light": false,
                     *       "voicemail": {
                     *         "enabled": null,
                     *         "takes": null,
                     *         "greetings": null,
                     *         "language": null,
                     *         "instructions": null,
                     *         "max_message_s": 180,
                     *         "min_message_s": null,
                     *         "max_silence_s": null,
                     *         "max_messages": null,
                     *         "when_full": null,
                     *         "keep_days": null,
                     *         "review": null,
                     *         "operator": null,
                     *         "pin_required": null,
                     *         "envelope": null,
                     *         "notify": "mail",
                     *         "mail_to": [
                     *           "desk@example.com"
                     *         ],
                     *         "mail_format": null,
                     *         "star_logs_in": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredGroupVoicemail"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_group_voicemail: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_group_voicemail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_group_voicemail_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pin": "135791"
                 *     }
                 */
                "application/json": components["schemas"]["NewPin"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_group_voicemail_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_holiday: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Christmas",
                     *           "region": "",
                     *           "every_year": true,
                     *           "consecutive": true,
                     *           "first": {
                     *             "year": null,
                     *             "month": 12,
                     *             "day": 24,
                     *             "hour": 12,
                     *             "minute": 0
                     *           },
                     *           "last": {
                     *             "year": null,
                     *             "month": 12,
                     *             "day": 26,
                     *             "hour": 23,
                     *             "minute": 59
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["HolidayPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Christmas",
                 *       "every_year": true,
                 *       "consecutive": true,
                 *       "first": {
                 *         "month": 12,
                 *         "day": 24,
                 *         "hour": 12
                 *       },
                 *       "last": {
                 *         "month": 12,
                 *         "day": 26,
                 *         "hour": 23,
                 *         "minute": 59
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Holiday"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Christmas",
                     *       "region": "",
                     *       "every_year": true,
                     *       "consecutive": true,
                     *       "first": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 24,
                     *         "hour": 12,
                     *         "minute": 0
                     *       },
                     *       "last": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 26,
                     *         "hour": 23,
                     *         "minute": 59
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredHoliday"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Christmas",
                     *       "region": "",
                     *       "every_year": true,
                     *       "consecutive": true,
                     *       "first": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 24,
                     *         "hour": 12,
                     *         "minute": 0
                     *       },
                     *       "last": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 26,
                     *         "hour": 23,
                     *         "minute": 59
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredHoliday"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Christmas",
                 *       "every_year": true,
                 *       "consecutive": true,
                 *       "first": {
                 *         "month": 12,
                 *         "day": 24,
                 *         "hour": 12
                 *       },
                 *       "last": {
                 *         "month": 12,
                 *         "day": 26,
                 *         "hour": 23,
                 *         "minute": 59
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedHoliday"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Christmas",
                     *       "region": "",
                     *       "every_year": true,
                     *       "consecutive": true,
                     *       "first": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 24,
                     *         "hour": 12,
                     *         "minute": 0
                     *       },
                     *       "last": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 26,
                     *         "hour": 23,
                     *         "minute": 59
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredHoliday"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    consecutive?: unknown;
                    every_year?: unknown;
                    first?: unknown;
                    id?: unknown;
                    last?: unknown;
                    name?: unknown;
                    region?: unknown;
                    revision?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Christmas",
                     *       "region": "",
                     *       "every_year": true,
                     *       "consecutive": true,
                     *       "first": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 24,
                     *         "hour": 12,
                     *         "minute": 0
                     *       },
                     *       "last": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 26,
                     *         "hour": 23,
                     *         "minute": 59
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredHoliday"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_holiday: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_holiday: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Christmas",
                     *       "region": "",
                     *       "every_year": true,
                     *       "consecutive": true,
                     *       "first": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 24,
                     *         "hour": 12,
                     *         "minute": 0
                     *       },
                     *       "last": {
                     *         "year": null,
                     *         "month": 12,
                     *         "day": 26,
                     *         "hour": 23,
                     *         "minute": 59
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredHoliday"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_holiday: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_holiday: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_holidays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "country": "DE",
                 *       "years": [
                 *         2027
                 *       ],
                 *       "subdivision": "BY"
                 *     }
                 */
                "application/json": components["schemas"]["HolidayImport"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HolidaysImported"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_inbound_route: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Main number",
                     *           "description": "",
                     *           "position": 1,
                     *           "trunks": [],
                     *           "pattern": "442079460000",
                     *           "while_closed": false,
                     *           "to": {
                     *             "kind": "extension",
                     *             "extension": 85,
                     *             "mobile": false
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["InboundRoutePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main number",
                 *       "pattern": "442079460000",
                 *       "to": {
                 *         "kind": "extension",
                 *         "extension": 85
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["InboundRoute"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main number",
                     *       "description": "",
                     *       "position": 1,
                     *       "trunks": [],
                     *       "pattern": "442079460000",
                     *       "while_closed": false,
                     *       "to": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredInboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main number",
                     *       "description": "",
                     *       "position": 1,
                     *       "trunks": [],
                     *       "pattern": "442079460000",
                     *       "while_closed": false,
                     *       "to": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredInboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main number",
                 *       "pattern": "442079460000",
                 *       "to": {
                 *         "kind": "extension",
                 *         "extension": 85
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedInboundRoute"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main number",
                     *       "description": "",
                     *       "position": 1,
                     *       "trunks": [],
                     *       "pattern": "442079460000",
                     *       "while_closed": false,
                     *       "to": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredInboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    description?: unknown;
                    id?: unknown;
                    name?: unknown;
                    pattern?: unknown;
                    position?: unknown;
                    revision?: unknown;
                    to?: unknown;
                    trunks?: unknown;
                    while_closed?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main number",
                     *       "description": "",
                     *       "position": 1,
                     *       "trunks": [],
                     *       "pattern": "442079460000",
                     *       "while_closed": false,
                     *       "to": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredInboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_inbound_route: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_inbound_route: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main number",
                     *       "description": "",
                     *       "position": 1,
                     *       "trunks": [],
                     *       "pattern": "442079460000",
                     *       "while_closed": false,
                     *       "to": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredInboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_inbound_route: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_inbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ivr: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Main",
                     *           "number": "6200",
                     *           "description": "",
                     *           "language": "",
                     *           "greeting": [
                     *             {
                     *               "kind": "announcement",
                     *               "name": "default"
                     *             }
                     *           ],
                     *           "transfer_prompt": null,
                     *           "response_timeout_s": 5,
                     *           "digit_timeout_s": 3,
                     *           "ambiguous_timeout_s": null,
                     *           "options": [
                     *             {
                     *               "keys": "1",
                     *               "route": {
                     *                 "to": {
                     *                   "kind": "extension",
                     *                   "extension": 85,
                     *                   "mobile": false
                     *                 },
                     *                 "stop_recording": false
                     *               },
                     *               "ambiguous_timeout_s": null,
                     *               "sms_template": null,
                     *               "webhook": null
                     *             },
                     *             {
                     *               "keys": "2",
                     *               "route": {
                     *                 "to": {
                     *                   "kind": "by_time",
                     *                   "when": {
                     *                     "hours": null,
                     *                     "holidays": [],
                     *                     "timezone": "Europe/Berlin"
                     *                   },
                     *                   "holiday": null,
                     *                   "open": {
                     *                     "kind": "extension",
                     *                     "extension": 85,
                     *                     "mobile": false
                     *                   },
                     *                   "closed": {
                     *                     "kind": "play_and_exit",
                     *                     "prompt": {
                     *                       "kind": "announcement",
                     *                       "name": "goodbye"
                     *                     },
                     *                     "times": 1
                     *                   }
                     *                 },
                     *                 "stop_recording": false
                     *               },
                     *               "ambiguous_timeout_s": null,
                     *               "sms_template": null,
                     *               "webhook": null
                     *             }
                     *           ],
                     *           "unassigned_stop_recording": [],
                     *           "no_input": {
                     *             "retries": 2,
                     *             "retry_prompt": null,
                     *             "final_prompt": null,
                     *             "route": {
                     *               "to": {
                     *                 "kind": "hang_up"
                     *               },
                     *               "stop_recording": false
                     *             }
                     *           },
                     *           "no_match": {
                     *             "retries": 0,
                     *             "retry_prompt": null,
                     *             "final_prompt": null,
                     *             "route": {
                     *               "to": {
                     *                 "kind": "hang_up"
                     *               },
                     *               "stop_recording": false
                     *             }
                     *           },
                     *           "transfer_failed": null,
                     *           "direct_dial": {
                     *             "mode": "all",
                     *             "allow": [],
                     *             "restrict": [],
                     *             "services": "off",
                     *             "ring_groups": [],
                     *             "queues": [],
                     *             "conferences": [],
                     *             "unresolved_services": [],
                     *             "exclude": []
                     *           },
                     *           "outbound_dial": {
                     *             "enabled": false,
                     *             "routes": []
                     *           },
                     *           "feature_codes": [],
                     *           "alert_info": "",
                     *           "record": false,
                     *           "disa_pin_required": true,
                     *           "night": {
                     *             "enabled": false,
                     *             "route": null
                     *           },
                     *           "caller_ids": [],
                     *           "actions": []
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["IvrPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main",
                 *       "number": "6200",
                 *       "greeting": [
                 *         {
                 *           "kind": "announcement",
                 *           "name": "default"
                 *         }
                 *       ],
                 *       "response_timeout_s": 5,
                 *       "options": [
                 *         {
                 *           "keys": "1",
                 *           "route": {
                 *             "to": {
                 *               "kind": "extension",
                 *               "extension": 85
                 *             }
                 *           }
                 *         },
                 *         {
                 *           "keys": "2",
                 *           "route": {
                 *             "to": {
                 *               "kind": "by_time",
                 *               "when": {
                 *                 "timezone": "Europe/Berlin"
                 *               },
                 *               "open": {
                 *                 "kind": "extension",
                 *                 "extension": 85
                 *               },
                 *               "closed": {
                 *                 "kind": "play_and_exit",
                 *                 "prompt": {
                 *                   "kind": "announcement",
                 *                   "name": "goodbye"
                 *                 }
                 *               }
                 *             }
                 *           }
                 *         }
                 *       ],
                 *       "no_input": {
                 *         "retries": 2,
                 *         "route": {
                 *           "to": {
                 *             "kind": "hang_up"
                 *           }
                 *         }
                 *       },
                 *       "direct_dial": {
                 *         "mode": "all"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Ivr"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main",
                     *       "number": "6200",
                     *       "description": "",
                     *       "language": "",
                     *       "greeting": [
                     *         {
                     *           "kind": "announcement",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "transfer_prompt": null,
                     *       "response_timeout_s": 5,
                     *       "digit_timeout_s": 3,
                     *       "ambiguous_timeout_s": null,
                     *       "options": [
                     *         {
                     *           "keys": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension",
                     *               "extension": 85,
                     *               "mobile": false
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         },
                     *         {
                     *           "keys": "2",
                     *           "route": {
                     *             "to": {
                     *               "kind": "by_time",
                     *               "when": {
                     *                 "hours": null,
                     *                 "holidays": [],
                     *                 "timezone": "Europe/Berlin"
                     *               },
                     *               "holiday": null,
                     *               "open": {
                     *                 "kind": "extension",
                     *                 "extension": 85,
                     *                 "mobile": false
                     *               },
                     *               "closed": {
                     *                 "kind": "play_and_exit",
                     *                 "prompt": {
                     *                   "kind": "announcement",
                     *                   "name": "goodbye"
                     *                 },
                     *                 "times": 1
                     *               }
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         }
                     *       ],
                     *       "unassigned_stop_recording": [],
                     *       "no_input": {
                     *         "retries": 2,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "no_match": {
                     *         "retries": 0,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "transfer_failed": null,
                     *       "direct_dial": {
                     *         "mode": "all",
                     *         "allow": [],
                     *         "restrict": [],
                     *         "services": "off",
                     *         "ring_groups": [],
                     *         "queues": [],
                     *         "conferences": [],
                     *         "unresolved_services": [],
                     *         "exclude": []
                     *       },
                     *       "outbound_dial": {
                     *         "enabled": false,
                     *         "routes": []
                     *       },
                     *       "feature_codes": [],
                     *       "alert_info": "",
                     *       "record": false,
                     *       "disa_pin_required": true,
                     *       "night": {
                     *         "enabled": false,
                     *         "route": null
                     *       },
                     *       "caller_ids": [],
                     *       "actions": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredIvr"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main",
                     *       "number": "6200",
                     *       "description": "",
                     *       "language": "",
                     *       "greeting": [
                     *         {
                     *           "kind": "announcement",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "transfer_prompt": null,
                     *       "response_timeout_s": 5,
                     *       "digit_timeout_s": 3,
                     *       "ambiguous_timeout_s": null,
                     *       "options": [
                     *         {
                     *           "keys": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension",
                     *               "extension": 85,
                     *               "mobile": false
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         },
                     *         {
                     *           "keys": "2",
                     *           "route": {
                     *             "to": {
                     *               "kind": "by_time",
                     *               "when": {
                     *                 "hours": null,
                     *                 "holidays": [],
                     *                 "timezone": "Europe/Berlin"
                     *               },
                     *               "holiday": null,
                     *               "open": {
                     *                 "kind": "extension",
                     *                 "extension": 85,
                     *                 "mobile": false
                     *               },
                     *               "closed": {
                     *                 "kind": "play_and_exit",
                     *                 "prompt": {
                     *                   "kind": "announcement",
                     *                   "name": "goodbye"
                     *                 },
                     *                 "times": 1
                     *               }
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         }
                     *       ],
                     *       "unassigned_stop_recording": [],
                     *       "no_input": {
                     *         "retries": 2,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "no_match": {
                     *         "retries": 0,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "transfer_failed": null,
                     *       "direct_dial": {
                     *         "mode": "all",
                     *         "allow": [],
                     *         "restrict": [],
                     *         "services": "off",
                     *         "ring_groups": [],
                     *         "queues": [],
                     *         "conferences": [],
                     *         "unresolved_services": [],
                     *         "exclude": []
                     *       },
                     *       "outbound_dial": {
                     *         "enabled": false,
                     *         "routes": []
                     *       },
                     *       "feature_codes": [],
                     *       "alert_info": "",
                     *       "record": false,
                     *       "disa_pin_required": true,
                     *       "night": {
                     *         "enabled": false,
                     *         "route": null
                     *       },
                     *       "caller_ids": [],
                     *       "actions": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredIvr"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Main",
                 *       "number": "6200",
                 *       "greeting": [
                 *         {
                 *           "kind": "announcement",
                 *           "name": "default"
                 *         }
                 *       ],
                 *       "response_timeout_s": 5,
                 *       "options": [
                 *         {
                 *           "keys": "1",
                 *           "route": {
                 *             "to": {
                 *               "kind": "extension",
                 *               "extension": 85
                 *             }
                 *           }
                 *         },
                 *         {
                 *           "keys": "2",
                 *           "route": {
                 *             "to": {
                 *               "kind": "by_time",
                 *               "when": {
                 *                 "timezone": "Europe/Berlin"
                 *               },
                 *               "open": {
                 *                 "kind": "extension",
                 *                 "extension": 85
                 *               },
                 *               "closed": {
                 *                 "kind": "play_and_exit",
                 *                 "prompt": {
                 *                   "kind": "announcement",
                 *                   "name": "goodbye"
                 *                 }
                 *               }
                 *             }
                 *           }
                 *         }
                 *       ],
                 *       "no_input": {
                 *         "retries": 2,
                 *         "route": {
                 *           "to": {
                 *             "kind": "hang_up"
                 *           }
                 *         }
                 *       },
                 *       "direct_dial": {
                 *         "mode": "all"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedIvr"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main",
                     *       "number": "6200",
                     *       "description": "",
                     *       "language": "",
                     *       "greeting": [
                     *         {
                     *           "kind": "announcement",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "transfer_prompt": null,
                     *       "response_timeout_s": 5,
                     *       "digit_timeout_s": 3,
                     *       "ambiguous_timeout_s": null,
                     *       "options": [
                     *         {
                     *           "keys": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension",
                     *               "extension": 85,
                     *               "mobile": false
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         },
                     *         {
                     *           "keys": "2",
                     *           "route": {
                     *             "to": {
                     *               "kind": "by_time",
                     *               "when": {
                     *                 "hours": null,
                     *                 "holidays": [],
                     *                 "timezone": "Europe/Berlin"
                     *               },
                     *               "holiday": null,
                     *               "open": {
                     *                 "kind": "extension",
                     *                 "extension": 85,
                     *                 "mobile": false
                     *               },
                     *               "closed": {
                     *                 "kind": "play_and_exit",
                     *                 "prompt": {
                     *                   "kind": "announcement",
                     *                   "name": "goodbye"
                     *                 },
                     *                 "times": 1
                     *               }
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         }
                     *       ],
                     *       "unassigned_stop_recording": [],
                     *       "no_input": {
                     *         "retries": 2,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "no_match": {
                     *         "retries": 0,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "transfer_failed": null,
                     *       "direct_dial": {
                     *         "mode": "all",
                     *         "allow": [],
                     *         "restrict": [],
                     *         "services": "off",
                     *         "ring_groups": [],
                     *         "queues": [],
                     *         "conferences": [],
                     *         "unresolved_services": [],
                     *         "exclude": []
                     *       },
                     *       "outbound_dial": {
                     *         "enabled": false,
                     *         "routes": []
                     *       },
                     *       "feature_codes": [],
                     *       "alert_info": "",
                     *       "record": false,
                     *       "disa_pin_required": true,
                     *       "night": {
                     *         "enabled": false,
                     *         "route": null
                     *       },
                     *       "caller_ids": [],
                     *       "actions": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredIvr"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    actions?: unknown;
                    alert_info?: unknown;
                    ambiguous_timeout_s?: unknown;
                    caller_ids?: unknown;
                    description?: unknown;
                    digit_timeout_s?: unknown;
                    direct_dial?: unknown;
                    disa_pin_required?: unknown;
                    feature_codes?: unknown;
                    greeting?: unknown;
                    id?: unknown;
                    language?: unknown;
                    name?: unknown;
                    night?: unknown;
                    no_input?: unknown;
                    no_match?: unknown;
                    number?: unknown;
                    options?: unknown;
                    outbound_dial?: unknown;
                    record?: unknown;
                    response_timeout_s?: unknown;
                    revision?: unknown;
                    transfer_failed?: unknown;
                    transfer_prompt?: unknown;
                    unassigned_stop_recording?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main",
                     *       "number": "6200",
                     *       "description": "",
                     *       "language": "",
                     *       "greeting": [
                     *         {
                     *           "kind": "announcement",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "transfer_prompt": null,
                     *       "response_timeout_s": 5,
                     *       "digit_timeout_s": 3,
                     *       "ambiguous_timeout_s": null,
                     *       "options": [
                     *         {
                     *           "keys": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension",
                     *               "extension": 85,
                     *               "mobile": false
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         },
                     *         {
                     *           "keys": "2",
                     *           "route": {
                     *             "to": {
                     *               "kind": "by_time",
                     *               "when": {
                     *                 "hours": null,
                     *                 "holidays": [],
                     *                 "timezone": "Europe/Berlin"
                     *               },
                     *               "holiday": null,
                     *               "open": {
                     *                 "kind": "extension",
                     *                 "extension": 85,
                     *                 "mobile": false
                     *               },
                     *               "closed": {
                     *                 "kind": "play_and_exit",
                     *                 "prompt": {
                     *                   "kind": "announcement",
                     *                   "name": "goodbye"
                     *                 },
                     *                 "times": 1
                     *               }
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         }
                     *       ],
                     *       "unassigned_stop_recording": [],
                     *       "no_input": {
                     *         "retries": 2,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "no_match": {
                     *         "retries": 0,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "transfer_failed": null,
                     *       "direct_dial": {
                     *         "mode": "all",
                     *         "allow": [],
                     *         "restrict": [],
                     *         "services": "off",
                     *         "ring_groups": [],
                     *         "queues": [],
                     *         "conferences": [],
                     *         "unresolved_services": [],
                     *         "exclude": []
                     *       },
                     *       "outbound_dial": {
                     *         "enabled": false,
                     *         "routes": []
                     *       },
                     *       "feature_codes": [],
                     *       "alert_info": "",
                     *       "record": false,
                     *       "disa_pin_required": true,
                     *       "night": {
                     *         "enabled": false,
                     *         "route": null
                     *       },
                     *       "caller_ids": [],
                     *       "actions": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredIvr"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_action_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "shared-with-the-crm"
                 *     }
                 */
                "application/json": components["schemas"]["NewSecret"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_action_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_ivr: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pin": "135791"
                 *     }
                 */
                "application/json": components["schemas"]["NewPin"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_pin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_prompt_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "4711"
                 *     }
                 */
                "application/json": components["schemas"]["NewPromptPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_prompt_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_ivr: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Main",
                     *       "number": "6200",
                     *       "description": "",
                     *       "language": "",
                     *       "greeting": [
                     *         {
                     *           "kind": "announcement",
                     *           "name": "default"
                     *         }
                     *       ],
                     *       "transfer_prompt": null,
                     *       "response_timeout_s": 5,
                     *       "digit_timeout_s": 3,
                     *       "ambiguous_timeout_s": null,
                     *       "options": [
                     *         {
                     *           "keys": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension",
                     *               "extension": 85,
                     *               "mobile": false
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         },
                     *         {
                     *           "keys": "2",
                     *           "route": {
                     *             "to": {
                     *               "kind": "by_time",
                     *               "when": {
                     *                 "hours": null,
                     *                 "holidays": [],
                     *                 "timezone": "Europe/Berlin"
                     *               },
                     *               "holiday": null,
                     *               "open": {
                     *                 "kind": "extension",
                     *                 "extension": 85,
                     *                 "mobile": false
                     *               },
                     *               "closed": {
                     *                 "kind": "play_and_exit",
                     *                 "prompt": {
                     *                   "kind": "announcement",
                     *                   "name": "goodbye"
                     *                 },
                     *                 "times": 1
                     *               }
                     *             },
                     *             "stop_recording": false
                     *           },
                     *           "ambiguous_timeout_s": null,
                     *           "sms_template": null,
                     *           "webhook": null
                     *         }
                     *       ],
                     *       "unassigned_stop_recording": [],
                     *       "no_input": {
                     *         "retries": 2,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "no_match": {
                     *         "retries": 0,
                     *         "retry_prompt": null,
                     *         "final_prompt": null,
                     *         "route": {
                     *           "to": {
                     *             "kind": "hang_up"
                     *           },
                     *           "stop_recording": false
                     *         }
                     *       },
                     *       "transfer_failed": null,
                     *       "direct_dial": {
                     *         "mode": "all",
                     *         "allow": [],
                     *         "restrict": [],
                     *         "services": "off",
                     *         "ring_groups": [],
                     *         "queues": [],
                     *         "conferences": [],
                     *         "unresolved_services": [],
                     *         "exclude": []
                     *       },
                     *       "outbound_dial": {
                     *         "enabled": false,
                     *         "routes": []
                     *       },
                     *       "feature_codes": [],
                     *       "alert_info": "",
                     *       "record": false,
                     *       "disa_pin_required": true,
                     *       "night": {
                     *         "enabled": false,
                     *         "route": null
                     *       },
                     *       "caller_ids": [],
                     *       "actions": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredIvr"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_ivr: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_ivr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_locks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Locks"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lift_lock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "admin",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "what came with the access token"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_out_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_mailbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_messages: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                state?: ("new" | "heard" | "deleted") | null;
            };
            header?: never;
            path: {
                owner: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MessageShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                owner: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                owner: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                owner: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "heard"
                 *     }
                 */
                "application/merge-patch+json": {
                    state?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_message_audio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                owner: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                owner: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_music: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Waiting",
                     *           "prompts": [
                     *             90
                     *           ],
                     *           "order": "random"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["MusicPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_music: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Waiting",
                 *       "prompts": [
                 *         90
                 *       ],
                 *       "order": "random"
                 *     }
                 */
                "application/json": components["schemas"]["Music"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Waiting",
                     *       "prompts": [
                     *         90
                     *       ],
                     *       "order": "random"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredMusic"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Waiting",
                     *       "prompts": [
                     *         90
                     *       ],
                     *       "order": "random"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredMusic"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Waiting",
                 *       "prompts": [
                 *         90
                 *       ],
                 *       "order": "random"
                 *     }
                 */
                "application/json": components["schemas"]["EditedMusic"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Waiting",
                     *       "prompts": [
                     *         90
                     *       ],
                     *       "order": "random"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredMusic"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    id?: unknown;
                    name?: unknown;
                    order?: unknown;
                    prompts?: unknown;
                    revision?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Waiting",
                     *       "prompts": [
                     *         90
                     *       ],
                     *       "order": "random"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredMusic"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_music: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_music: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Waiting",
                     *       "prompts": [
                     *         90
                     *       ],
                     *       "order": "random"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredMusic"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_music: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_music: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_office_now: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficeNow"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_office: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "until": "2027-03-01T14:00:00Z",
                 *       "prompt": {
                 *         "kind": "announcement",
                 *         "name": "office-closed"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ClosureWanted"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficeNow"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_office: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_office: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "office",
                     *           "hours": {
                     *             "monday": {
                     *               "open": true,
                     *               "ranges": [
                     *                 {
                     *                   "start": "09:00",
                     *                   "end": "17:30"
                     *                 }
                     *               ]
                     *             },
                     *             "tuesday": {
                     *               "open": false,
                     *               "ranges": []
                     *             },
                     *             "wednesday": {
                     *               "open": false,
                     *               "ranges": []
                     *             },
                     *             "thursday": {
                     *               "open": false,
                     *               "ranges": []
                     *             },
                     *             "friday": {
                     *               "open": false,
                     *               "ranges": []
                     *             },
                     *             "saturday": {
                     *               "open": false,
                     *               "ranges": []
                     *             },
                     *             "sunday": {
                     *               "open": false,
                     *               "ranges": []
                     *             }
                     *           },
                     *           "timezone": "Europe/Berlin",
                     *           "region": "",
                     *           "language": "",
                     *           "night_mode": false,
                     *           "closure": null,
                     *           "tone_country": "",
                     *           "voicemail": {
                     *             "enabled": true,
                     *             "takes": [],
                     *             "greetings": {
                     *               "general": null,
                     *               "busy": null,
                     *               "no_answer": null,
                     *               "unreachable": null,
                     *               "dnd": null,
                     *               "temporary": null
                     *             },
                     *             "language": "",
                     *             "instructions": true,
                     *             "max_message_s": 600,
                     *             "min_message_s": 2,
                     *             "max_silence_s": 10,
                     *             "max_messages": 100,
                     *             "when_full": "refuse",
                     *             "keep_days": 0,
                     *             "review": false,
                     *             "operator": null,
                     *             "pin_required": true,
                     *             "envelope": "24h",
                     *             "notify": "none",
                     *             "mail_to": [],
                     *             "mail_format": "wav",
                     *             "star_logs_in": false
                     *           },
                     *           "directory": {
                     *             "keys_needed": 3,
                     *             "say_number": true,
                     *             "offer_at_most": 8,
                     *             "operator": null
                     *           },
                     *           "transfer_recall": false,
                     *           "music": null,
                     *           "feature_codes": {
                     *             "check_messages": "*2",
                     *             "leave_message": "*12",
                     *             "agent_login": "*7",
                     *             "agent_pause": "*07",
                     *             "edit_prompt": "#9",
                     *             "forward_always": "*31",
                     *             "forward_always_off": "*031",
                     *             "forward_busy": "*32",
                     *             "forward_busy_off": "*032",
                     *             "forward_no_answer": "*33",
                     *             "forward_no_answer_off": "*033",
                     *             "dnd_on": "*75",
                     *             "dnd_off": "*075",
                     *             "night_mode": "*16",
                     *             "close_office": "*17",
                     *             "pick_up": "*04",
                     *             "pick_up_group": "*4",
                     *             "park": "*5",
                     *             "park_at": "*05",
                     *             "retrieve": ""
                     *           },
                     *           "pickup": {
                     *             "who": "everybody",
                     *             "queues": true
                     *           },
                     *           "parking": {
                     *             "first": "6000",
                     *             "slots": 100,
                     *             "time_s": 60,
                     *             "then": null
                     *           },
                     *           "emergency": {
                     *             "numbers": null,
                     *             "trunks": [],
                     *             "caller_id": "",
                     *             "tell_extensions": [],
                     *             "mail_to": []
                     *           },
                     *           "record_notice": {
                     *             "enabled": false,
                     *             "prompt": null
                     *           },
                     *           "country": "",
                     *           "area_code": "",
                     *           "max_calls": null,
                     *           "hold_limit_s": 0
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["OfficePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_office: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timezone": "Europe/Berlin",
                 *       "hours": {
                 *         "monday": {
                 *           "open": true,
                 *           "ranges": [
                 *             {
                 *               "start": "09:00",
                 *               "end": "17:30"
                 *             }
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Office"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "office",
                     *       "hours": {
                     *         "monday": {
                     *           "open": true,
                     *           "ranges": [
                     *             {
                     *               "start": "09:00",
                     *               "end": "17:30"
                     *             }
                     *           ]
                     *         },
                     *         "tuesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "wednesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "thursday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "friday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "saturday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "sunday": {
                     *           "open": false,
                     *           "ranges": []
                     *         }
                     *       },
                     *       "timezone": "Europe/Berlin",
                     *       "region": "",
                     *       "language": "",
                     *       "night_mode": false,
                     *       "closure": null,
                     *       "tone_country": "",
                     *       "voicemail": {
                     *         "enabled": true,
                     *         "takes": [],
                     *         "greetings": {
                     *           "general": null,
                     *           "busy": null,
                     *           "no_answer": null,
                     *           "unreachable": null,
                     *           "dnd": null,
                     *           "temporary": null
                     *         },
                     *         "language": "",
                     *         "instructions": true,
                     *         "max_message_s": 600,
                     *         "min_message_s": 2,
                     *         "max_silence_s": 10,
                     *         "max_messages": 100,
                     *         "when_full": "refuse",
                     *         "keep_days": 0,
                     *         "review": false,
                     *         "operator": null,
                     *         "pin_required": true,
                     *         "envelope": "24h",
                     *         "notify": "none",
                     *         "mail_to": [],
                     *         "mail_format": "wav",
                     *         "star_logs_in": false
                     *       },
                     *       "directory": {
                     *         "keys_needed": 3,
                     *         "say_number": true,
                     *         "offer_at_most": 8,
                     *         "operator": null
                     *       },
                     *       "transfer_recall": false,
                     *       "music": null,
                     *       "feature_codes": {
                     *         "check_messages": "*2",
                     *         "leave_message": "*12",
                     *         "agent_login": "*7",
                     *         "agent_pause": "*07",
                     *         "edit_prompt": "#9",
                     *         "forward_always": "*31",
                     *         "forward_always_off": "*031",
                     *         "forward_busy": "*32",
                     *         "forward_busy_off": "*032",
                     *         "forward_no_answer": "*33",
                     *         "forward_no_answer_off": "*033",
                     *         "dnd_on": "*75",
                     *         "dnd_off": "*075",
                     *         "night_mode": "*16",
                     *         "close_office": "*17",
                     *         "pick_up": "*04",
                     *         "pick_up_group": "*4",
                     *         "park": "*5",
                     *         "park_at": "*05",
                     *         "retrieve": ""
                     *       },
                     *       "pickup": {
                     *         "who": "everybody",
                     *         "queues": true
                     *       },
                     *       "parking": {
                     *         "first": "6000",
                     *         "slots": 100,
                     *         "time_s": 60,
                     *         "then": null
                     *       },
                     *       "emergency": {
                     *         "numbers": null,
                     *         "trunks": [],
                     *         "caller_id": "",
                     *         "tell_extensions": [],
                     *         "mail_to": []
                     *       },
                     *       "record_notice": {
                     *         "enabled": false,
                     *         "prompt": null
                     *       },
                     *       "country": "",
                     *       "area_code": "",
                     *       "max_calls": null,
                     *       "hold_limit_s": 0
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOffice"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_office: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "office",
                     *       "hours": {
                     *         "monday": {
                     *           "open": true,
                     *           "ranges": [
                     *             {
                     *               "start": "09:00",
                     *               "end": "17:30"
                     *             }
                     *           ]
                     *         },
                     *         "tuesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "wednesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "thursday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "friday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "saturday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "sunday": {
                     *           "open": false,
                     *           "ranges": []
                     *         }
                     *       },
                     *       "timezone": "Europe/Berlin",
                     *       "region": "",
                     *       "language": "",
                     *       "night_mode": false,
                     *       "closure": null,
                     *       "tone_country": "",
                     *       "voicemail": {
                     *         "enabled": true,
                     *         "takes": [],
                     *         "greetings": {
                     *           "general": null,
                     *           "busy": null,
                     *           "no_answer": null,
                     *           "unreachable": null,
                     *           "dnd": null,
                     *           "temporary": null
                     *         },
                     *         "language": "",
                     *         "instructions": true,
                     *         "max_message_s": 600,
                     *         "min_message_s": 2,
                     *         "max_silence_s": 10,
                     *         "max_messages": 100,
                     *         "when_full": "refuse",
                     *         "keep_days": 0,
                     *         "review": false,
                     *         "operator": null,
                     *         "pin_required": true,
                     *         "envelope": "24h",
                     *         "notify": "none",
                     *         "mail_to": [],
                     *         "mail_format": "wav",
                     *         "star_logs_in": false
                     *       },
                     *       "directory": {
                     *         "keys_needed": 3,
                     *         "say_number": true,
                     *         "offer_at_most": 8,
                     *         "operator": null
                     *       },
                     *       "transfer_recall": false,
                     *       "music": null,
                     *       "feature_codes": {
                     *         "check_messages": "*2",
                     *         "leave_message": "*12",
                     *         "agent_login": "*7",
                     *         "agent_pause": "*07",
                     *         "edit_prompt": "#9",
                     *         "forward_always": "*31",
                     *         "forward_always_off": "*031",
                     *         "forward_busy": "*32",
                     *         "forward_busy_off": "*032",
                     *         "forward_no_answer": "*33",
                     *         "forward_no_answer_off": "*033",
                     *         "dnd_on": "*75",
                     *         "dnd_off": "*075",
                     *         "night_mode": "*16",
                     *         "close_office": "*17",
                     *         "pick_up": "*04",
                     *         "pick_up_group": "*4",
                     *         "park": "*5",
                     *         "park_at": "*05",
                     *         "retrieve": ""
                     *       },
                     *       "pickup": {
                     *         "who": "everybody",
                     *         "queues": true
                     *       },
                     *       "parking": {
                     *         "first": "6000",
                     *         "slots": 100,
                     *         "time_s": 60,
                     *         "then": null
                     *       },
                     *       "emergency": {
                     *         "numbers": null,
                     *         "trunks": [],
                     *         "caller_id": "",
                     *         "tell_extensions": [],
                     *         "mail_to": []
                     *       },
                     *       "record_notice": {
                     *         "enabled": false,
                     *         "prompt": null
                     *       },
                     *       "country": "",
                     *       "area_code": "",
                     *       "max_calls": null,
                     *       "hold_limit_s": 0
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOffice"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_office: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timezone": "Europe/Berlin",
                 *       "hours": {
                 *         "monday": {
                 *           "open": true,
                 *           "ranges": [
                 *             {
                 *               "start": "09:00",
                 *               "end": "17:30"
                 *             }
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedOffice"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "office",
                     *       "hours": {
                     *         "monday": {
                     *           "open": true,
                     *           "ranges": [
                     *             {
                     *               "start": "09:00",
                     *               "end": "17:30"
                     *             }
                     *           ]
                     *         },
                     *         "tuesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "wednesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "thursday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "friday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "saturday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "sunday": {
                     *           "open": false,
                     *           "ranges": []
                     *         }
                     *       },
                     *       "timezone": "Europe/Berlin",
                     *       "region": "",
                     *       "language": "",
                     *       "night_mode": false,
                     *       "closure": null,
                     *       "tone_country": "",
                     *       "voicemail": {
                     *         "enabled": true,
                     *         "takes": [],
                     *         "greetings": {
                     *           "general": null,
                     *           "busy": null,
                     *           "no_answer": null,
                     *           "unreachable": null,
                     *           "dnd": null,
                     *           "temporary": null
                     *         },
                     *         "language": "",
                     *         "instructions": true,
                     *         "max_message_s": 600,
                     *         "min_message_s": 2,
                     *         "max_silence_s": 10,
                     *         "max_messages": 100,
                     *         "when_full": "refuse",
                     *         "keep_days": 0,
                     *         "review": false,
                     *         "operator": null,
                     *         "pin_required": true,
                     *         "envelope": "24h",
                     *         "notify": "none",
                     *         "mail_to": [],
                     *         "mail_format": "wav",
                     *         "star_logs_in": false
                     *       },
                     *       "directory": {
                     *         "keys_needed": 3,
                     *         "say_number": true,
                     *         "offer_at_most": 8,
                     *         "operator": null
                     *       },
                     *       "transfer_recall": false,
                     *       "music": null,
                     *       "feature_codes": {
                     *         "check_messages": "*2",
                     *         "leave_message": "*12",
                     *         "agent_login": "*7",
                     *         "agent_pause": "*07",
                     *         "edit_prompt": "#9",
                     *         "forward_always": "*31",
                     *         "forward_always_off": "*031",
                     *         "forward_busy": "*32",
                     *         "forward_busy_off": "*032",
                     *         "forward_no_answer": "*33",
                     *         "forward_no_answer_off": "*033",
                     *         "dnd_on": "*75",
                     *         "dnd_off": "*075",
                     *         "night_mode": "*16",
                     *         "close_office": "*17",
                     *         "pick_up": "*04",
                     *         "pick_up_group": "*4",
                     *         "park": "*5",
                     *         "park_at": "*05",
                     *         "retrieve": ""
                     *       },
                     *       "pickup": {
                     *         "who": "everybody",
                     *         "queues": true
                     *       },
                     *       "parking": {
                     *         "first": "6000",
                     *         "slots": 100,
                     *         "time_s": 60,
                     *         "then": null
                     *       },
                     *       "emergency": {
                     *         "numbers": null,
                     *         "trunks": [],
                     *         "caller_id": "",
                     *         "tell_extensions": [],
                     *         "mail_to": []
                     *       },
                     *       "record_notice": {
                     *         "enabled": false,
                     *         "prompt": null
                     *       },
                     *       "country": "",
                     *       "area_code": "",
                     *       "max_calls": null,
                     *       "hold_limit_s": 0
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOffice"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_office: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_office: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timezone": "Europe/Berlin",
                 *       "hours": {
                 *         "monday": {
                 *           "open": true,
                 *           "ranges": [
                 *             {
                 *               "start": "09:00",
                 *               "end": "17:30"
                 *             }
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/merge-patch+json": {
                    area_code?: unknown;
                    closure?: unknown;
                    country?: unknown;
                    directory?: unknown;
                    emergency?: unknown;
                    feature_codes?: unknown;
                    hold_limit_s?: unknown;
                    hours?: unknown;
                    id?: unknown;
                    language?: unknown;
                    max_calls?: unknown;
                    music?: unknown;
                    name?: unknown;
                    night_mode?: unknown;
                    parking?: unknown;
                    pickup?: unknown;
                    record_notice?: unknown;
                    region?: unknown;
                    revision?: unknown;
                    timezone?: unknown;
                    tone_country?: unknown;
                    transfer_recall?: unknown;
                    voicemail?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "office",
                     *       "hours": {
                     *         "monday": {
                     *           "open": true,
                     *           "ranges": [
                     *             {
                     *               "start": "09:00",
                     *               "end": "17:30"
                     *             }
                     *           ]
                     *         },
                     *         "tuesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "wednesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "thursday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "friday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "saturday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "sunday": {
                     *           "open": false,
                     *           "ranges": []
                     *         }
                     *       },
                     *       "timezone": "Europe/Berlin",
                     *       "region": "",
                     *       "language": "",
                     *       "night_mode": false,
                     *       "closure": null,
                     *       "tone_country": "",
                     *       "voicemail": {
                     *         "enabled": true,
                     *         "takes": [],
                     *         "greetings": {
                     *           "general": null,
                     *           "busy": null,
                     *           "no_answer": null,
                     *           "unreachable": null,
                     *           "dnd": null,
                     *           "temporary": null
                     *         },
                     *         "language": "",
                     *         "instructions": true,
                     *         "max_message_s": 600,
                     *         "min_message_s": 2,
                     *         "max_silence_s": 10,
                     *         "max_messages": 100,
                     *         "when_full": "refuse",
                     *         "keep_days": 0,
                     *         "review": false,
                     *         "operator": null,
                     *         "pin_required": true,
                     *         "envelope": "24h",
                     *         "notify": "none",
                     *         "mail_to": [],
                     *         "mail_format": "wav",
                     *         "star_logs_in": false
                     *       },
                     *       "directory": {
                     *         "keys_needed": 3,
                     *         "say_number": true,
                     *         "offer_at_most": 8,
                     *         "operator": null
                     *       },
                     *       "transfer_recall": false,
                     *       "music": null,
                     *       "feature_codes": {
                     *         "check_messages": "*2",
                     *         "leave_message": "*12",
                     *         "agent_login": "*7",
                     *         "agent_pause": "*07",
                     *         "edit_prompt": "#9",
                     *         "forward_always": "*31",
                     *         "forward_always_off": "*031",
                     *         "forward_busy": "*32",
                     *         "forward_busy_off": "*032",
                     *         "forward_no_answer": "*33",
                     *         "forward_no_answer_off": "*033",
                     *         "dnd_on": "*75",
                     *         "dnd_off": "*075",
                     *         "night_mode": "*16",
                     *         "close_office": "*17",
                     *         "pick_up": "*04",
                     *         "pick_up_group": "*4",
                     *         "park": "*5",
                     *         "park_at": "*05",
                     *         "retrieve": ""
                     *       },
                     *       "pickup": {
                     *         "who": "everybody",
                     *         "queues": true
                     *       },
                     *       "parking": {
                     *         "first": "6000",
                     *         "slots": 100,
                     *         "time_s": 60,
                     *         "then": null
                     *       },
                     *       "emergency": {
                     *         "numbers": null,
                     *         "trunks": [],
                     *         "caller_id": "",
                     *         "tell_extensions": [],
                     *         "mail_to": []
                     *       },
                     *       "record_notice": {
                     *         "enabled": false,
                     *         "prompt": null
                     *       },
                     *       "country": "",
                     *       "area_code": "",
                     *       "max_calls": null,
                     *       "hold_limit_s": 0
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOffice"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_office: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_office: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_office: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "office",
                     *       "hours": {
                     *         "monday": {
                     *           "open": true,
                     *           "ranges": [
                     *             {
                     *               "start": "09:00",
                     *               "end": "17:30"
                     *             }
                     *           ]
                     *         },
                     *         "tuesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "wednesday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "thursday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "friday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "saturday": {
                     *           "open": false,
                     *           "ranges": []
                     *         },
                     *         "sunday": {
                     *           "open": false,
                     *           "ranges": []
                     *         }
                     *       },
                     *       "timezone": "Europe/Berlin",
                     *       "region": "",
                     *       "language": "",
                     *       "night_mode": false,
                     *       "closure": null,
                     *       "tone_country": "",
                     *       "voicemail": {
                     *         "enabled": true,
                     *         "takes": [],
                     *         "greetings": {
                     *           "general": null,
                     *           "busy": null,
                     *           "no_answer": null,
                     *           "unreachable": null,
                     *           "dnd": null,
                     *           "temporary": null
                     *         },
                     *         "language": "",
                     *         "instructions": true,
                     *         "max_message_s": 600,
                     *         "min_message_s": 2,
                     *         "max_silence_s": 10,
                     *         "max_messages": 100,
                     *         "when_full": "refuse",
                     *         "keep_days": 0,
                     *         "review": false,
                     *         "operator": null,
                     *         "pin_required": true,
                     *         "envelope": "24h",
                     *         "notify": "none",
                     *         "mail_to": [],
                     *         "mail_format": "wav",
                     *         "star_logs_in": false
                     *       },
                     *       "directory": {
                     *         "keys_needed": 3,
                     *         "say_number": true,
                     *         "offer_at_most": 8,
                     *         "operator": null
                     *       },
                     *       "transfer_recall": false,
                     *       "music": null,
                     *       "feature_codes": {
                     *         "check_messages": "*2",
                     *         "leave_message": "*12",
                     *         "agent_login": "*7",
                     *         "agent_pause": "*07",
                     *         "edit_prompt": "#9",
                     *         "forward_always": "*31",
                     *         "forward_always_off": "*031",
                     *         "forward_busy": "*32",
                     *         "forward_busy_off": "*032",
                     *         "forward_no_answer": "*33",
                     *         "forward_no_answer_off": "*033",
                     *         "dnd_on": "*75",
                     *         "dnd_off": "*075",
                     *         "night_mode": "*16",
                     *         "close_office": "*17",
                     *         "pick_up": "*04",
                     *         "pick_up_group": "*4",
                     *         "park": "*5",
                     *         "park_at": "*05",
                     *         "retrieve": ""
                     *       },
                     *       "pickup": {
                     *         "who": "everybody",
                     *         "queues": true
                     *       },
                     *       "parking": {
                     *         "first": "6000",
                     *         "slots": 100,
                     *         "time_s": 60,
                     *         "then": null
                     *       },
                     *       "emergency": {
                     *         "numbers": null,
                     *         "trunks": [],
                     *         "caller_id": "",
                     *         "tell_extensions": [],
                     *         "mail_to": []
                     *       },
                     *       "record_notice": {
                     *         "enabled": false,
                     *         "prompt": null
                     *       },
                     *       "country": "",
                     *       "area_code": "",
                     *       "max_calls": null,
                     *       "hold_limit_s": 0
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOffice"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_office: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_office: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organization: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Sales",
                     *           "parent": null,
                     *           "members": [
                     *             85
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["OrganizationPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_organization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Sales",
                 *       "members": [
                 *         85
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Organization"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "parent": null,
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOrganization"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "parent": null,
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOrganization"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Sales",
                 *       "members": [
                 *         85
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditedOrganization"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "parent": null,
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOrganization"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    id?: unknown;
                    members?: unknown;
                    name?: unknown;
                    parent?: unknown;
                    revision?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "parent": null,
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOrganization"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_organization: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_organization: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "parent": null,
                     *       "members": [
                     *         85
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOrganization"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_organization: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_outbound_route: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Out",
                     *           "position": 1,
                     *           "patterns": [
                     *             {
                     *               "pattern": "9.",
                     *               "strip": 1,
                     *               "prepend": ""
                     *             }
                     *           ],
                     *           "trunks": [
                     *             60
                     *           ],
                     *           "all_extensions": true,
                     *           "extensions": [],
                     *           "caller_id": "",
                     *           "ring_time_s": 60
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["OutboundRoutePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Out",
                 *       "patterns": [
                 *         {
                 *           "pattern": "9.",
                 *           "strip": 1
                 *         }
                 *       ],
                 *       "trunks": [
                 *         60
                 *       ],
                 *       "all_extensions": true
                 *     }
                 */
                "application/json": components["schemas"]["OutboundRoute"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Out",
                     *       "position": 1,
                     *       "patterns": [
                     *         {
                     *           "pattern": "9.",
                     *           "strip": 1,
                     *           "prepend": ""
                     *         }
                     *       ],
                     *       "trunks": [
                     *         60
                     *       ],
                     *       "all_extensions": true,
                     *       "extensions": [],
                     *       "caller_id": "",
                     *       "ring_time_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOutboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Out",
                     *       "position": 1,
                     *       "patterns": [
                     *         {
                     *           "pattern": "9.",
                     *           "strip": 1,
                     *           "prepend": ""
                     *         }
                     *       ],
                     *       "trunks": [
                     *         60
                     *       ],
                     *       "all_extensions": true,
                     *       "extensions": [],
                     *       "caller_id": "",
                     *       "ring_time_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOutboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Out",
                 *       "patterns": [
                 *         {
                 *           "pattern": "9.",
                 *           "strip": 1
                 *         }
                 *       ],
                 *       "trunks": [
                 *         60
                 *       ],
                 *       "all_extensions": true
                 *     }
                 */
                "application/json": components["schemas"]["EditedOutboundRoute"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Out",
                     *       "position": 1,
                     *       "patterns": [
                     *         {
                     *           "pattern": "9.",
                     *           "strip": 1,
                     *           "prepend": ""
                     *         }
                     *       ],
                     *       "trunks": [
                     *         60
                     *       ],
                     *       "all_extensions": true,
                     *       "extensions": [],
                     *       "caller_id": "",
                     *       "ring_time_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOutboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    all_extensions?: unknown;
                    caller_id?: unknown;
                    extensions?: unknown;
                    id?: unknown;
                    name?: unknown;
                    patterns?: unknown;
                    position?: unknown;
                    revision?: unknown;
                    ring_time_s?: unknown;
                    trunks?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Out",
                     *       "position": 1,
                     *       "patterns": [
                     *         {
                     *           "pattern": "9.",
                     *           "strip": 1,
                     *           "prepend": ""
                     *         }
                     *       ],
                     *       "trunks": [
                     *         60
                     *       ],
                     *       "all_extensions": true,
                     *       "extensions": [],
                     *       "caller_id": "",
                     *       "ring_time_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOutboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_outbound_route: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_outbound_route: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Out",
                     *       "position": 1,
                     *       "patterns": [
                     *         {
                     *           "pattern": "9.",
                     *           "strip": 1,
                     *           "prepend": ""
                     *         }
                     *       ],
                     *       "trunks": [
                     *         60
                     *       ],
                     *       "all_extensions": true,
                     *       "extensions": [],
                     *       "caller_id": "",
                     *       "ring_time_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredOutboundRoute"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_outbound_route: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_outbound_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_outbox: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                state?: ("waiting" | "sent" | "failed") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DeliveryShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_parked_calls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedCalls"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_prompt: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "welcome.wav",
                     *           "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *           "duration_ms": 4200,
                     *           "source": "upload",
                     *           "text": "Welcome!",
                     *           "language": "en-GB",
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["PromptPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /**
                     * Language
                     * @default
                     */
                    language?: string;
                    /** Name */
                    name?: string;
                    /**
                     * Text
                     * @default
                     */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "welcome.wav",
                 *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                 *       "duration_ms": 4200,
                 *       "text": "Welcome!",
                 *       "language": "en-GB"
                 *     }
                 */
                "application/json": components["schemas"]["EditedPrompt"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    content?: unknown;
                    duration_ms?: unknown;
                    id?: unknown;
                    language?: unknown;
                    name?: unknown;
                    revision?: unknown;
                    source?: unknown;
                    text?: unknown;
                    warnings?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_prompt_audio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/flac": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_prompt_audio: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /**
                     * Language
                     * @default
                     */
                    language?: string;
                    /**
                     * Text
                     * @default
                     */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_prompt: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_prompt: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_prompt: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_prompt_speech: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "We are closed today.",
                 *       "language": "en-GB"
                 *     }
                 */
                "application/json": components["schemas"]["NewSpeech"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    speak_prompt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "closed.wav",
                 *       "text": "We are closed today.",
                 *       "language": "en-GB"
                 *     }
                 */
                "application/json": components["schemas"]["NewSpokenPrompt"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "welcome.wav",
                     *       "content": "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
                     *       "duration_ms": 4200,
                     *       "source": "upload",
                     *       "text": "Welcome!",
                     *       "language": "en-GB",
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPrompt"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_queue: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Support",
                     *           "number": "6400",
                     *           "language": "",
                     *           "agents": [
                     *             {
                     *               "extension": 85,
                     *               "tier": 1,
                     *               "login": "always"
                     *             },
                     *             {
                     *               "extension": 86,
                     *               "tier": 2,
                     *               "login": "by_code"
                     *             }
                     *           ],
                     *           "strategy": "least_recent",
                     *           "tier_wait_s": 0,
                     *           "ring_time_s": 20,
                     *           "retry_s": 5,
                     *           "wrap_up_s": 10,
                     *           "ring_busy": false,
                     *           "pause_after_missed": 0,
                     *           "max_wait_s": 1800,
                     *           "max_callers": 0,
                     *           "join_when": [
                     *             "paused",
                     *             "unreachable",
                     *             "dnd"
                     *           ],
                     *           "stay_when": null,
                     *           "failover": {
                     *             "kind": "hang_up"
                     *           },
                     *           "on_full": null,
                     *           "on_empty": null,
                     *           "keys": [
                     *             {
                     *               "key": "1",
                     *               "route": {
                     *                 "to": {
                     *                   "kind": "extension_voicemail",
                     *                   "extension": 85
                     *                 },
                     *                 "stop_recording": false
                     *               }
                     *             }
                     *           ],
                     *           "music": null,
                     *           "join_prompt": null,
                     *           "join_prompt_in_full": true,
                     *           "say_position": true,
                     *           "say_wait": false,
                     *           "say_every_s": 30,
                     *           "prompts": [],
                     *           "prompts_every_s": 60,
                     *           "agent_prompt": null,
                     *           "accept_key": "",
                     *           "weight": 0,
                     *           "answer": "at_once",
                     *           "resume_s": 0,
                     *           "record": false,
                     *           "record_notice": null,
                     *           "alert_info": "",
                     *           "sla_s": 60
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueuePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Support",
                 *       "number": "6400",
                 *       "agents": [
                 *         {
                 *           "extension": 85
                 *         },
                 *         {
                 *           "extension": 86,
                 *           "tier": 2,
                 *           "login": "by_code"
                 *         }
                 *       ],
                 *       "strategy": "least_recent",
                 *       "say_position": true,
                 *       "keys": [
                 *         {
                 *           "key": "1",
                 *           "route": {
                 *             "to": {
                 *               "kind": "extension_voicemail",
                 *               "extension": 85
                 *             }
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Queue"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "number": "6400",
                     *       "language": "",
                     *       "agents": [
                     *         {
                     *           "extension": 85,
                     *           "tier": 1,
                     *           "login": "always"
                     *         },
                     *         {
                     *           "extension": 86,
                     *           "tier": 2,
                     *           "login": "by_code"
                     *         }
                     *       ],
                     *       "strategy": "least_recent",
                     *       "tier_wait_s": 0,
                     *       "ring_time_s": 20,
                     *       "retry_s": 5,
                     *       "wrap_up_s": 10,
                     *       "ring_busy": false,
                     *       "pause_after_missed": 0,
                     *       "max_wait_s": 1800,
                     *       "max_callers": 0,
                     *       "join_when": [
                     *         "paused",
                     *         "unreachable",
                     *         "dnd"
                     *       ],
                     *       "stay_when": null,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       },
                     *       "on_full": null,
                     *       "on_empty": null,
                     *       "keys": [
                     *         {
                     *           "key": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension_voicemail",
                     *               "extension": 85
                     *             },
                     *             "stop_recording": false
                     *           }
                     *         }
                     *       ],
                     *       "music": null,
                     *       "join_prompt": null,
                     *       "join_prompt_in_full": true,
                     *       "say_position": true,
                     *       "say_wait": false,
                     *       "say_every_s": 30,
                     *       "prompts": [],
                     *       "prompts_every_s": 60,
                     *       "agent_prompt": null,
                     *       "accept_key": "",
                     *       "weight": 0,
                     *       "answer": "at_once",
                     *       "resume_s": 0,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alert_info": "",
                     *       "sla_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredQueue"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "number": "6400",
                     *       "language": "",
                     *       "agents": [
                     *         {
                     *           "extension": 85,
                     *           "tier": 1,
                     *           "login": "always"
                     *         },
                     *         {
                     *           "extension": 86,
                     *           "tier": 2,
                     *           "login": "by_code"
                     *         }
                     *       ],
                     *       "strategy": "least_recent",
                     *       "tier_wait_s": 0,
                     *       "ring_time_s": 20,
                     *       "retry_s": 5,
                     *       "wrap_up_s": 10,
                     *       "ring_busy": false,
                     *       "pause_after_missed": 0,
                     *       "max_wait_s": 1800,
                     *       "max_callers": 0,
                     *       "join_when": [
                     *         "paused",
                     *         "unreachable",
                     *         "dnd"
                     *       ],
                     *       "stay_when": null,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       },
                     *       "on_full": null,
                     *       "on_empty": null,
                     *       "keys": [
                     *         {
                     *           "key": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension_voicemail",
                     *               "extension": 85
                     *             },
                     *             "stop_recording": false
                     *           }
                     *         }
                     *       ],
                     *       "music": null,
                     *       "join_prompt": null,
                     *       "join_prompt_in_full": true,
                     *       "say_position": true,
                     *       "say_wait": false,
                     *       "say_every_s": 30,
                     *       "prompts": [],
                     *       "prompts_every_s": 60,
                     *       "agent_prompt": null,
                     *       "accept_key": "",
                     *       "weight": 0,
                     *       "answer": "at_once",
                     *       "resume_s": 0,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alert_info": "",
                     *       "sla_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredQueue"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Support",
                 *       "number": "6400",
                 *       "agents": [
                 *         {
                 *           "extension": 85
                 *         },
                 *         {
                 *           "extension": 86,
                 *           "tier": 2,
                 *           "login": "by_code"
                 *         }
                 *       ],
                 *       "strategy": "least_recent",
                 *       "say_position": true,
                 *       "keys": [
                 *         {
                 *           "key": "1",
                 *           "route": {
                 *             "to": {
                 *               "kind": "extension_voicemail",
                 *               "extension": 85
                 *             }
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditedQueue"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "number": "6400",
                     *       "language": "",
                     *       "agents": [
                     *         {
                     *           "extension": 85,
                     *           "tier": 1,
                     *           "login": "always"
                     *         },
                     *         {
                     *           "extension": 86,
                     *           "tier": 2,
                     *           "login": "by_code"
                     *         }
                     *       ],
                     *       "strategy": "least_recent",
                     *       "tier_wait_s": 0,
                     *       "ring_time_s": 20,
                     *       "retry_s": 5,
                     *       "wrap_up_s": 10,
                     *       "ring_busy": false,
                     *       "pause_after_missed": 0,
                     *       "max_wait_s": 1800,
                     *       "max_callers": 0,
                     *       "join_when": [
                     *         "paused",
                     *         "unreachable",
                     *         "dnd"
                     *       ],
                     *       "stay_when": null,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       },
                     *       "on_full": null,
                     *       "on_empty": null,
                     *       "keys": [
                     *         {
                     *           "key": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension_voicemail",
                     *               "extension": 85
                     *             },
                     *             "stop_recording": false
                     *           }
                     *         }
                     *       ],
                     *       "music": null,
                     *       "join_prompt": null,
                     *       "join_prompt_in_full": true,
                     *       "say_position": true,
                     *       "say_wait": false,
                     *       "say_every_s": 30,
                     *       "prompts": [],
                     *       "prompts_every_s": 60,
                     *       "agent_prompt": null,
                     *       "accept_key": "",
                     *       "weight": 0,
                     *       "answer": "at_once",
                     *       "resume_s": 0,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alert_info": "",
                     *       "sla_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredQueue"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    accept_key?: unknown;
                    agent_prompt?: unknown;
                    agents?: unknown;
                    alert_info?: unknown;
                    answer?: unknown;
                    failover?: unknown;
                    id?: unknown;
                    join_prompt?: unknown;
                    join_prompt_in_full?: unknown;
                    join_when?: unknown;
                    keys?: unknown;
                    language?: unknown;
                    max_callers?: unknown;
                    max_wait_s?: unknown;
                    music?: unknown;
                    name?: unknown;
                    number?: unknown;
                    on_empty?: unknown;
                    on_full?: unknown;
                    pause_after_missed?: unknown;
                    prompts?: unknown;
                    prompts_every_s?: unknown;
                    record?: unknown;
                    record_notice?: unknown;
                    resume_s?: unknown;
                    retry_s?: unknown;
                    revision?: unknown;
                    ring_busy?: unknown;
                    ring_time_s?: unknown;
                    say_every_s?: unknown;
                    say_position?: unknown;
                    say_wait?: unknown;
                    sla_s?: unknown;
                    stay_when?: unknown;
                    strategy?: unknown;
                    tier_wait_s?: unknown;
                    weight?: unknown;
                    wrap_up_s?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "number": "6400",
                     *       "language": "",
                     *       "agents": [
                     *         {
                     *           "extension": 85,
                     *           "tier": 1,
                     *           "login": "always"
                     *         },
                     *         {
                     *           "extension": 86,
                     *           "tier": 2,
                     *           "login": "by_code"
                     *         }
                     *       ],
                     *       "strategy": "least_recent",
                     *       "tier_wait_s": 0,
                     *       "ring_time_s": 20,
                     *       "retry_s": 5,
                     *       "wrap_up_s": 10,
                     *       "ring_busy": false,
                     *       "pause_after_missed": 0,
                     *       "max_wait_s": 1800,
                     *       "max_callers": 0,
                     *       "join_when": [
                     *         "paused",
                     *         "unreachable",
                     *         "dnd"
                     *       ],
                     *       "stay_when": null,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       },
                     *       "on_full": null,
                     *       "on_empty": null,
                     *       "keys": [
                     *         {
                     *           "key": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension_voicemail",
                     *               "extension": 85
                     *             },
                     *             "stop_recording": false
                     *           }
                     *         }
                     *       ],
                     *       "music": null,
                     *       "join_prompt": null,
                     *       "join_prompt_in_full": true,
                     *       "say_position": true,
                     *       "say_wait": false,
                     *       "say_every_s": 30,
                     *       "prompts": [],
                     *       "prompts_every_s": 60,
                     *       "agent_prompt": null,
                     *       "accept_key": "",
                     *       "weight": 0,
                     *       "answer": "at_once",
                     *       "resume_s": 0,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alert_info": "",
                     *       "sla_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredQueue"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_queue_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                extension: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paused": true,
                 *       "reason": "lunch"
                 *     }
                 */
                "application/json": components["schemas"]["AgentWanted"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_queue: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_live_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueLive"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_queue: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Support",
                     *       "number": "6400",
                     *       "language": "",
                     *       "agents": [
                     *         {
                     *           "extension": 85,
                     *           "tier": 1,
                     *           "login": "always"
                     *         },
                     *         {
                     *           "extension": 86,
                     *           "tier": 2,
                     *           "login": "by_code"
                     *         }
                     *       ],
                     *       "strategy": "least_recent",
                     *       "tier_wait_s": 0,
                     *       "ring_time_s": 20,
                     *       "retry_s": 5,
                     *       "wrap_up_s": 10,
                     *       "ring_busy": false,
                     *       "pause_after_missed": 0,
                     *       "max_wait_s": 1800,
                     *       "max_callers": 0,
                     *       "join_when": [
                     *         "paused",
                     *         "unreachable",
                     *         "dnd"
                     *       ],
                     *       "stay_when": null,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       },
                     *       "on_full": null,
                     *       "on_empty": null,
                     *       "keys": [
                     *         {
                     *           "key": "1",
                     *           "route": {
                     *             "to": {
                     *               "kind": "extension_voicemail",
                     *               "extension": 85
                     *             },
                     *             "stop_recording": false
                     *           }
                     *         }
                     *       ],
                     *       "music": null,
                     *       "join_prompt": null,
                     *       "join_prompt_in_full": true,
                     *       "say_position": true,
                     *       "say_wait": false,
                     *       "say_every_s": 30,
                     *       "prompts": [],
                     *       "prompts_every_s": 60,
                     *       "agent_prompt": null,
                     *       "accept_key": "",
                     *       "weight": 0,
                     *       "answer": "at_once",
                     *       "resume_s": 0,
                     *       "record": false,
                     *       "record_notice": null,
                     *       "alert_info": "",
                     *       "sla_s": 60
                     *     }
                     */
                    "application/json": components["schemas"]["StoredQueue"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_queue: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_queue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_queue_statistics: {
        parameters: {
            query?: {
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueStatistics"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ring_group: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Sales",
                     *           "number": "6310",
                     *           "members": [
                     *             85
                     *           ],
                     *           "strategy": "sequential",
                     *           "ring_time_s": 15,
                     *           "timeout_s": 60,
                     *           "follow_members": false,
                     *           "failover": {
                     *             "kind": "hang_up"
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["RingGroupPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Sales",
                 *       "number": "6310",
                 *       "members": [
                 *         85
                 *       ],
                 *       "strategy": "sequential",
                 *       "ring_time_s": 15
                 *     }
                 */
                "application/json": components["schemas"]["RingGroup"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "number": "6310",
                     *       "members": [
                     *         85
                     *       ],
                     *       "strategy": "sequential",
                     *       "ring_time_s": 15,
                     *       "timeout_s": 60,
                     *       "follow_members": false,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRingGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "number": "6310",
                     *       "members": [
                     *         85
                     *       ],
                     *       "strategy": "sequential",
                     *       "ring_time_s": 15,
                     *       "timeout_s": 60,
                     *       "follow_members": false,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRingGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Sales",
                 *       "number": "6310",
                 *       "members": [
                 *         85
                 *       ],
                 *       "strategy": "sequential",
                 *       "ring_time_s": 15
                 *     }
                 */
                "application/json": components["schemas"]["EditedRingGroup"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "number": "6310",
                     *       "members": [
                     *         85
                     *       ],
                     *       "strategy": "sequential",
                     *       "ring_time_s": 15,
                     *       "timeout_s": 60,
                     *       "follow_members": false,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRingGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    failover?: unknown;
                    follow_members?: unknown;
                    id?: unknown;
                    members?: unknown;
                    name?: unknown;
                    number?: unknown;
                    revision?: unknown;
                    ring_time_s?: unknown;
                    strategy?: unknown;
                    timeout_s?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "number": "6310",
                     *       "members": [
                     *         85
                     *       ],
                     *       "strategy": "sequential",
                     *       "ring_time_s": 15,
                     *       "timeout_s": 60,
                     *       "follow_members": false,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRingGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_ring_group: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_ring_group: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Sales",
                     *       "number": "6310",
                     *       "members": [
                     *         85
                     *       ],
                     *       "strategy": "sequential",
                     *       "ring_time_s": 15,
                     *       "timeout_s": 60,
                     *       "follow_members": false,
                     *       "failover": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredRingGroup"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_ring_group: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_ring_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "admin",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrowserSessions"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_another_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dialled": "6250",
                 *       "from": "1000",
                 *       "keys": "wait:2 1",
                 *       "phones": {
                 *         "1000": "busy"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Simulation"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulated"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sms_template: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Address",
                     *           "text": "We are at 1 High Street.",
                     *           "sender": "Switchboard"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["SmsTemplatePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Address",
                 *       "text": "We are at 1 High Street.",
                 *       "sender": "Switchboard"
                 *     }
                 */
                "application/json": components["schemas"]["SmsTemplate"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Address",
                     *       "text": "We are at 1 High Street.",
                     *       "sender": "Switchboard"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredSmsTemplate"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Address",
                     *       "text": "We are at 1 High Street.",
                     *       "sender": "Switchboard"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredSmsTemplate"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Address",
                 *       "text": "We are at 1 High Street.",
                 *       "sender": "Switchboard"
                 *     }
                 */
                "application/json": components["schemas"]["EditedSmsTemplate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Address",
                     *       "text": "We are at 1 High Street.",
                     *       "sender": "Switchboard"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredSmsTemplate"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    id?: unknown;
                    name?: unknown;
                    revision?: unknown;
                    sender?: unknown;
                    text?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Address",
                     *       "text": "We are at 1 High Street.",
                     *       "sender": "Switchboard"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredSmsTemplate"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_sms_template: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_sms_template: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Address",
                     *       "text": "We are at 1 High Street.",
                     *       "sender": "Switchboard"
                     *     }
                     */
                    "application/json": components["schemas"]["StoredSmsTemplate"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_sms_template: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_sms_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_speech: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeechStatus"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_tenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_time_condition: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Office",
                     *           "when": {
                     *             "hours": null,
                     *             "holidays": [],
                     *             "timezone": null
                     *           },
                     *           "holiday": null,
                     *           "open": {
                     *             "kind": "extension",
                     *             "extension": 85,
                     *             "mobile": false
                     *           },
                     *           "closed": {
                     *             "kind": "hang_up"
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["TimeConditionPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Office",
                 *       "open": {
                 *         "kind": "extension",
                 *         "extension": 85
                 *       },
                 *       "closed": {
                 *         "kind": "hang_up"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimeCondition"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Office",
                     *       "when": {
                     *         "hours": null,
                     *         "holidays": [],
                     *         "timezone": null
                     *       },
                     *       "holiday": null,
                     *       "open": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       },
                     *       "closed": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTimeCondition"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Office",
                     *       "when": {
                     *         "hours": null,
                     *         "holidays": [],
                     *         "timezone": null
                     *       },
                     *       "holiday": null,
                     *       "open": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       },
                     *       "closed": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTimeCondition"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Office",
                 *       "open": {
                 *         "kind": "extension",
                 *         "extension": 85
                 *       },
                 *       "closed": {
                 *         "kind": "hang_up"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EditedTimeCondition"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Office",
                     *       "when": {
                     *         "hours": null,
                     *         "holidays": [],
                     *         "timezone": null
                     *       },
                     *       "holiday": null,
                     *       "open": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       },
                     *       "closed": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTimeCondition"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    closed?: unknown;
                    holiday?: unknown;
                    id?: unknown;
                    name?: unknown;
                    open?: unknown;
                    revision?: unknown;
                    when?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Office",
                     *       "when": {
                     *         "hours": null,
                     *         "holidays": [],
                     *         "timezone": null
                     *       },
                     *       "holiday": null,
                     *       "open": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       },
                     *       "closed": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTimeCondition"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_time_condition: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_time_condition: {
        parameters: {
            query?: {
                at?: string | null;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedFor"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_time_condition: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Office",
                     *       "when": {
                     *         "hours": null,
                     *         "holidays": [],
                     *         "timezone": null
                     *       },
                     *       "holiday": null,
                     *       "open": {
                     *         "kind": "extension",
                     *         "extension": 85,
                     *         "mobile": false
                     *       },
                     *       "closed": {
                     *         "kind": "hang_up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTimeCondition"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_time_condition: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_time_condition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mint_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "crm",
                 *       "role": "editor"
                 *     }
                 */
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMinted"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_trunk_statuses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrunkStatuses"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_trunk: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "Provider",
                     *           "type": "register",
                     *           "host": "sip.example.net",
                     *           "port": 5060,
                     *           "transport": "udp",
                     *           "username": "4420",
                     *           "addresses": [],
                     *           "caller_id": "",
                     *           "keep_caller_id": false,
                     *           "trust_identity": false,
                     *           "send_identity": false,
                     *           "send_diversion": false,
                     *           "early_announcements": false,
                     *           "own_hold_music": false,
                     *           "called_number_form": "as_dialled",
                     *           "caller_number_form": "as_dialled",
                     *           "incoming_number_form": "any",
                     *           "codecs": [],
                     *           "max_calls": null,
                     *           "max_incoming_calls": null,
                     *           "max_outgoing_calls": null,
                     *           "options_interval_s": 0,
                     *           "register_interval_s": 600,
                     *           "record": false,
                     *           "enabled": true,
                     *           "did_numbers": []
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["TrunkPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Provider",
                 *       "host": "sip.example.net",
                 *       "type": "register",
                 *       "username": "4420"
                 *     }
                 */
                "application/json": components["schemas"]["Trunk"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Provider",
                     *       "type": "register",
                     *       "host": "sip.example.net",
                     *       "port": 5060,
                     *       "transport": "udp",
                     *       "username": "4420",
                     *       "addresses": [],
                     *       "caller_id": "",
                     *       "keep_caller_id": false,
                     *       "trust_identity": false,
                     *       "send_identity": false,
                     *       "send_diversion": false,
                     *       "early_announcements": false,
                     *       "own_hold_music": false,
                     *       "called_number_form": "as_dialled",
                     *       "caller_number_form": "as_dialled",
                     *       "incoming_number_form": "any",
                     *       "codecs": [],
                     *       "max_calls": null,
                     *       "max_incoming_calls": null,
                     *       "max_outgoing_calls": null,
                     *       "options_interval_s": 0,
                     *       "register_interval_s": 600,
                     *       "record": false,
                     *       "enabled": true,
                     *       "did_numbers": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTrunk"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Provider",
                     *       "type": "register",
                     *       "host": "sip.example.net",
                     *       "port": 5060,
                     *       "transport": "udp",
                     *       "username": "4420",
                     *       "addresses": [],
                     *       "caller_id": "",
                     *       "keep_caller_id": false,
                     *       "trust_identity": false,
                     *       "send_identity": false,
                     *       "send_diversion": false,
                     *       "early_announcements": false,
                     *       "own_hold_music": false,
                     *       "called_number_form": "as_dialled",
                     *       "caller_number_form": "as_dialled",
                     *       "incoming_number_form": "any",
                     *       "codecs": [],
                     *       "max_calls": null,
                     *       "max_incoming_calls": null,
                     *       "max_outgoing_calls": null,
                     *       "options_interval_s": 0,
                     *       "register_interval_s": 600,
                     *       "record": false,
                     *       "enabled": true,
                     *       "did_numbers": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTrunk"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Provider",
                 *       "host": "sip.example.net",
                 *       "type": "register",
                 *       "username": "4420"
                 *     }
                 */
                "application/json": components["schemas"]["EditedTrunk"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Provider",
                     *       "type": "register",
                     *       "host": "sip.example.net",
                     *       "port": 5060,
                     *       "transport": "udp",
                     *       "username": "4420",
                     *       "addresses": [],
                     *       "caller_id": "",
                     *       "keep_caller_id": false,
                     *       "trust_identity": false,
                     *       "send_identity": false,
                     *       "send_diversion": false,
                     *       "early_announcements": false,
                     *       "own_hold_music": false,
                     *       "called_number_form": "as_dialled",
                     *       "caller_number_form": "as_dialled",
                     *       "incoming_number_form": "any",
                     *       "codecs": [],
                     *       "max_calls": null,
                     *       "max_incoming_calls": null,
                     *       "max_outgoing_calls": null,
                     *       "options_interval_s": 0,
                     *       "register_interval_s": 600,
                     *       "record": false,
                     *       "enabled": true,
                     *       "did_numbers": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTrunk"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    addresses?: unknown;
                    called_number_form?: unknown;
                    caller_id?: unknown;
                    caller_number_form?: unknown;
                    codecs?: unknown;
                    did_numbers?: unknown;
                    early_announcements?: unknown;
                    enabled?: unknown;
                    host?: unknown;
                    id?: unknown;
                    incoming_number_form?: unknown;
                    keep_caller_id?: unknown;
                    max_calls?: unknown;
                    max_incoming_calls?: unknown;
                    max_outgoing_calls?: unknown;
                    name?: unknown;
                    options_interval_s?: unknown;
                    own_hold_music?: unknown;
                    port?: unknown;
                    record?: unknown;
                    register_interval_s?: unknown;
                    revision?: unknown;
                    send_diversion?: unknown;
                    send_identity?: unknown;
                    transport?: unknown;
                    trust_identity?: unknown;
                    type?: unknown;
                    username?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Provider",
                     *       "type": "register",
                     *       "host": "sip.example.net",
                     *       "port": 5060,
                     *       "transport": "udp",
                     *       "username": "4420",
                     *       "addresses": [],
                     *       "caller_id": "",
                     *       "keep_caller_id": false,
                     *       "trust_identity": false,
                     *       "send_identity": false,
                     *       "send_diversion": false,
                     *       "early_announcements": false,
                     *       "own_hold_music": false,
                     *       "called_number_form": "as_dialled",
                     *       "caller_number_form": "as_dialled",
                     *       "incoming_number_form": "any",
                     *       "codecs": [],
                     *       "max_calls": null,
                     *       "max_incoming_calls": null,
                     *       "max_outgoing_calls": null,
                     *       "options_interval_s": 0,
                     *       "register_interval_s": 600,
                     *       "record": false,
                     *       "enabled": true,
                     *       "did_numbers": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTrunk"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_trunk: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_trunk_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "as-the-provider-said"
                 *     }
                 */
                "application/json": components["schemas"]["NewTrunkPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_trunk_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_trunk: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "Provider",
                     *       "type": "register",
                     *       "host": "sip.example.net",
                     *       "port": 5060,
                     *       "transport": "udp",
                     *       "username": "4420",
                     *       "addresses": [],
                     *       "caller_id": "",
                     *       "keep_caller_id": false,
                     *       "trust_identity": false,
                     *       "send_identity": false,
                     *       "send_diversion": false,
                     *       "early_announcements": false,
                     *       "own_hold_music": false,
                     *       "called_number_form": "as_dialled",
                     *       "caller_number_form": "as_dialled",
                     *       "incoming_number_form": "any",
                     *       "codecs": [],
                     *       "max_calls": null,
                     *       "max_incoming_calls": null,
                     *       "max_outgoing_calls": null,
                     *       "options_interval_s": 0,
                     *       "register_interval_s": 600,
                     *       "record": false,
                     *       "enabled": true,
                     *       "did_numbers": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTrunk"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_trunk: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_trunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_trunk_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrunkStatus"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Users"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "ann",
                 *       "password": "correct horse battery",
                 *       "role": "editor"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "viewer"
                 *     }
                 */
                "application/merge-patch+json": {
                    rights?: unknown;
                    role?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "another good one"
                 *     }
                 */
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhook: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                name?: string | null;
                number?: string | null;
                search?: string;
                sort?: "id" | "number" | "name" | "-id" | "-number" | "-name";
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 4711,
                     *           "revision": 1,
                     *           "name": "CRM",
                     *           "url": "https://crm.example/calls",
                     *           "enabled": true,
                     *           "format": "native",
                     *           "events": [
                     *             "call_end"
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "url": "https://crm.example/calls",
                 *       "events": [
                 *         "call_end"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Webhook"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "url": "https://crm.example/calls",
                     *       "enabled": true,
                     *       "format": "native",
                     *       "events": [
                     *         "call_end"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "url": "https://crm.example/calls",
                     *       "enabled": true,
                     *       "format": "native",
                     *       "events": [
                     *         "call_end"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CRM",
                 *       "url": "https://crm.example/calls",
                 *       "events": [
                 *         "call_end"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditedWebhook"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "url": "https://crm.example/calls",
                     *       "enabled": true,
                     *       "format": "native",
                     *       "events": [
                     *         "call_end"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Another name"
                 *     }
                 */
                "application/merge-patch+json": {
                    enabled?: unknown;
                    events?: unknown;
                    format?: unknown;
                    id?: unknown;
                    name?: unknown;
                    revision?: unknown;
                    url?: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "url": "https://crm.example/calls",
                     *       "enabled": true,
                     *       "format": "native",
                     *       "events": [
                     *         "call_end"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diff_webhook: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Differences"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_references_to_webhook: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["References"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "revision": 1
                 *     }
                 */
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 4711,
                     *       "revision": 1,
                     *       "name": "CRM",
                     *       "url": "https://crm.example/calls",
                     *       "enabled": true,
                     *       "format": "native",
                     *       "events": [
                     *         "call_end"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions_of_webhook: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RevisionShown_"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_revision_of_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                revision: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDetails"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "shared-with-the-crm"
                 *     }
                 */
                "application/json": components["schemas"]["NewSecret"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOutcome"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
