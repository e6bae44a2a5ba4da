/** The SQLite store keeps the contract, whoever writes. */
import { storeContract } from "../../contract/store.contract.ts";
import { filePlace } from "./place.ts";

storeContract("the SQLite store, writing in its own thread,", () => filePlace(), 5);
storeContract("the SQLite store, writing here,", () => filePlace({ writer: "here" }));
