/** Discord's limits as numbers, from its API documentation (v10) unless said otherwise. */
export const limits = {
  /** Components of a message, nested ones counted. */
  components: 40,
  /** Characters (UTF-16 units) over all texts of a message with Components V2. */
  textCharacters: 4000,
  /**
   * Undocumented: Discord answers 500 where the UTF-8 bytes of all texts, and 12 more for each,
   * exceed this (discord-api-docs issue 8554). It binds for Chinese and Japanese.
   */
  textBytes: 10_170,
  textBytesEach: 12,
  customId: 100,
  buttonLabel: 80,
  buttonsInRow: 5,
  linkUrl: 512,
  selectOptions: 25,
  selectText: 100,
  selectPlaceholder: 150,
  modalTitle: 45,
  modalFields: 5,
  modalInput: 4000,
  choices: 25,
  choiceText: 100,
  altText: 1024,
} as const;
