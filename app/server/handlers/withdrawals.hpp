// POST /v1/withdrawals: a person takes answers back, with the reference and the code that only they have.
#pragma once

#include "server/handlers/routes.hpp"

namespace roadshow::server {

// {"reference": "RS 7K4M 92HJ", "code": "7K4M 92HJ QX3D VN8T"}, both as typed. 204 means that we have dealt with it:
// the answer is the same whether there was such a response or not, so that nobody finds out by trying.
void post_withdrawal(const Call& call, const Done& done);

// The same without the program: POST /withdraw, and /{language}/withdraw, from the form on the page of that address.
void get_withdrawal_form(const Call& call, const Done& done);
void post_withdrawal_form(const Call& call, const Done& done);
// When it cannot be done now: the form as it was filled in.
void refuse_withdrawal(const Call& call, int status, int seconds, const Done& done);

}  // namespace roadshow::server
