/** What all fields of a form share. */
import { createContext, useContext } from "react";
import type { Schemas } from "../schema";

export interface FormContext {
  schemas: Schemas;
  /** What the server refused, if it did. */
  error: unknown;
  disabled: boolean;
}

export interface FieldOf<T = unknown> {
  /** The model that has the member, and its name: what its label is looked for by. */
  model: string;
  name: string;
  value: T;
  /** JSON pointer to the value. */
  at: string;
  /** States under one `group` are one step of undo. */
  onChange: (value: unknown, group?: string) => void;
}

export const Form = createContext<FormContext>({ schemas: {}, error: null, disabled: false });

export const useForm = () => useContext(Form);
