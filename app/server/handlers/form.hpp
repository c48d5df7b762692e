// The survey as a plain form, for browsers without the program: GET gives an empty one, POST takes what was filled in.
// It is at /survey/{id}/form, and in another language of the pack at /{language}/survey/{id}/form.
//
// The id of the response is made with the form and comes back with it, so that a double press, a reload of the
// confirmation or a form that is sent again after trouble stores once. A POST without an id is no attempt to send: it
// is the first answer, given on a screen of the program before the program was there, and leads to the form that holds
// it.
//
// The secret (survey/secret.hpp) is made with the form too and comes back with it, so that whoever sent the form gets
// the same code each time. Nothing of it is kept here but what is kept of a response from a device.
//
//   200 the form   201 stored   202 stored before   409 stored before, with other answers, which stay
//   422 the form with its problems   429 503 the form, with nothing lost, to be sent again
#pragma once

#include "server/handlers/routes.hpp"

namespace roadshow::server {

// `done` is called once, perhaps from a thread of the store.
void get_form(const Call& call, const Done& done);
void post_form(const Call& call, const Done& done);
// When too many requests come from this address; see rate_limit.hpp.
void refuse_form(const Call& call, int status, int seconds, const Done& done);

}  // namespace roadshow::server
