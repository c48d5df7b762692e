// The smallest site that can be served: the service needs only its questions, so the other parts are empty files.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// Makes it in `folder` with the program `roadshow` and the content of `project`; answers its folder.
export function makeSmallSite(roadshow, project, folder) {
  const parts = join(folder, "parts"), site = join(folder, "site");
  mkdirSync(parts);
  for (let missing = 0; missing < 100; missing++) {
    try {
      execFileSync(roadshow, ["build", "--content", join(project, "content"), "--pack", "staffordshire-stoke", "--web", parts,
        "--wasm", parts, "--fonts", parts, "--out", site], { stdio: "pipe" });
      return site;
    } catch (error) {
      const path = String(error.stderr).match(/^(\S+): This file is missing/m)?.[1];
      if (!path) throw error;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "");
    }
  }
  throw new Error("The site could not be made.");
}
