// What every component may need of the page: the report and the actions.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export const PageContext = createContext(null);
export const usePage = () => useContext(PageContext);
