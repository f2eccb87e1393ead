import { describe, expect, it } from 'vitest';
import { readPersonName } from '../../../src/library/export/person-name.ts';

describe('readPersonName', () => {
  it.each([
    'Robin Kettle Jr.',
    'Kettle, Jr., Robin',
    'Kettle, Robin, Jr.',
    'Robin Kettle, Jr.',
    'Kettle Jr., Robin',
    'Kettle, Robin Jr.',
    ' Robin  Kettle Jr. ',
    'Robin Kettle Jr. (Tea Institute)',
  ])('finds the parts of %j', (name) => {
    expect(readPersonName(name)).toEqual({ family: 'Kettle', given: 'Robin', suffix: 'Jr.' });
  });

  it.each([
    ['Robin Kettle III', 'Kettle', 'Robin', 'III'],
    ['Robin de la Kettle Sr.', 'de la Kettle', 'Robin', 'Sr.'],
    ['Robin van den Kettle', 'van den Kettle', 'Robin'],
    ['Kettle, Robin van den', 'van den Kettle', 'Robin'],
    ['Robin Von Kettle', 'Von Kettle', 'Robin'],
    ['Kettle, R. T.', 'Kettle', 'R. T.'],
    ['R. T. Kettle', 'Kettle', 'R. T.'],
    ['Robin Kettle y Pot', 'Kettle y Pot', 'Robin'],
    ['Robin Tea E Kettle', 'Kettle', 'Robin Tea E'],
    ['Robin Tea Kettle Filho', 'Kettle Filho', 'Robin Tea'],
    ['Bo Ai', 'Ai', 'Bo'],
    ['The Tea Kettle', 'Kettle', 'The Tea'],
  ])('finds the parts of %j', (name, family, given, suffix?: string) => {
    expect(readPersonName(name)).toEqual({ family, given, ...(suffix && { suffix }) });
  });

  it.each([
    'Whistling Kettles Collaboration',
    'for the Whistling Kettles Collaboration',
    'Robin Kettle (for the Pot Collaboration)',
    'Teapot Team',
    'Teapot Team, Example',
    'Team Teapot',
    'Tea Consortium',
    'Kettle Working Group 3',
    'University of Kettles',
    'Kettle AI',
    'KETTLE-AI',
    'Pot & Kettle',
    'Robin',
    '李明',
    'Kettle, Robin, Pot, Tea',
  ])('leaves %j whole', (name) => {
    expect(readPersonName(name)).toEqual({ literal: name });
  });
});
