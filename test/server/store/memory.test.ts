/** The memory store keeps the contract. */
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";
import { storeContract } from "../../contract/store.contract.ts";

storeContract("the memory store", async () => ({
  open: async () => openMemoryStore(),
  keeps: false,
  remove: async () => {},
}));
